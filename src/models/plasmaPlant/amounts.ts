import type { PlasmaStream } from './stream.ts'

// Streams are split and poured at every tick of every unit. By its name an engine finds a member twenty times as fast as
// by a key in a loop: hence every amount written out, and a test that none is forgotten.

/** A share of every amount; what is no amount stays as it is. Members in the order of an empty stream: one shape for all. */
export const scaled = (s: PlasmaStream, by: number): PlasmaStream => ({
  volume_L: s.volume_L * by,
  ALB_g: s.ALB_g * by,
  IgG_g: s.IgG_g * by,
  IgA_g: s.IgA_g * by,
  IgM_g: s.IgM_g * by,
  FIB_g: s.FIB_g * by,
  A1AT_g: s.A1AT_g * by,
  AT_g: s.AT_g * by,
  TF_g: s.TF_g * by,
  A2M_g: s.A2M_g * by,
  HP_g: s.HP_g * by,
  HPX_g: s.HPX_g * by,
  CP_g: s.CP_g * by,
  LPb_g: s.LPb_g * by,
  LPa_g: s.LPa_g * by,
  C3_g: s.C3_g * by,
  PLG_g: s.PLG_g * by,
  FXI_g: s.FXI_g * by,
  PK_g: s.PK_g * by,
  AGP_g: s.AGP_g * by,
  ALB_solid_g: s.ALB_solid_g * by,
  IgG_solid_g: s.IgG_solid_g * by,
  IgA_solid_g: s.IgA_solid_g * by,
  IgM_solid_g: s.IgM_solid_g * by,
  FIB_solid_g: s.FIB_solid_g * by,
  A1AT_solid_g: s.A1AT_solid_g * by,
  AT_solid_g: s.AT_solid_g * by,
  TF_solid_g: s.TF_solid_g * by,
  A2M_solid_g: s.A2M_solid_g * by,
  HP_solid_g: s.HP_solid_g * by,
  HPX_solid_g: s.HPX_solid_g * by,
  CP_solid_g: s.CP_solid_g * by,
  LPb_solid_g: s.LPb_solid_g * by,
  LPa_solid_g: s.LPa_solid_g * by,
  C3_solid_g: s.C3_solid_g * by,
  PLG_solid_g: s.PLG_solid_g * by,
  FXI_solid_g: s.FXI_solid_g * by,
  PK_solid_g: s.PK_solid_g * by,
  AGP_solid_g: s.AGP_solid_g * by,
  denatured_g: s.denatured_g * by,
  polymers_g: s.polymers_g * by,
  FVIII_IU: s.FVIII_IU * by,
  vWF_IU: s.vWF_IU * by,
  TnBP_g: s.TnBP_g * by,
  detergent_g: s.detergent_g * by,
  caprylate_mmol: s.caprylate_mmol * by,
  bioburden_CFU: s.bioburden_CFU * by,
  endotoxin_IU: s.endotoxin_IU * by,
  virusEnveloped: s.virusEnveloped * by,
  virusResistant: s.virusResistant * by,
  virusHAV: s.virusHAV * by,
  virusB19: s.virusB19 * by,
  PKA_IU: s.PKA_IU * by,
  FXIa_mg: s.FXIa_mg * by,
  isoagglutinin_units: s.isoagglutinin_units * by,
  FVIII_solid_IU: s.FVIII_solid_IU * by,
  vWF_solid_IU: s.vWF_solid_IU * by,
  temperature_C: s.temperature_C,
  pH: s.pH,
  ionicStrength_M: s.ionicStrength_M,
  ethanol_pct: s.ethanol_pct,
  particle_um: s.particle_um,
  labileFVIII: s.labileFVIII,
  moisture_pct: s.moisture_pct,
  held_s: s.held_s,
})

/** Every amount of `part` to those of `into`; `sign` -1 takes it out again. */
export function addAmounts(into: PlasmaStream, part: PlasmaStream, sign: 1 | -1): void {
  into.volume_L += sign * part.volume_L
  into.ALB_g += sign * part.ALB_g
  into.IgG_g += sign * part.IgG_g
  into.IgA_g += sign * part.IgA_g
  into.IgM_g += sign * part.IgM_g
  into.FIB_g += sign * part.FIB_g
  into.A1AT_g += sign * part.A1AT_g
  into.AT_g += sign * part.AT_g
  into.TF_g += sign * part.TF_g
  into.A2M_g += sign * part.A2M_g
  into.HP_g += sign * part.HP_g
  into.HPX_g += sign * part.HPX_g
  into.CP_g += sign * part.CP_g
  into.LPb_g += sign * part.LPb_g
  into.LPa_g += sign * part.LPa_g
  into.C3_g += sign * part.C3_g
  into.PLG_g += sign * part.PLG_g
  into.FXI_g += sign * part.FXI_g
  into.PK_g += sign * part.PK_g
  into.AGP_g += sign * part.AGP_g
  into.ALB_solid_g += sign * part.ALB_solid_g
  into.IgG_solid_g += sign * part.IgG_solid_g
  into.IgA_solid_g += sign * part.IgA_solid_g
  into.IgM_solid_g += sign * part.IgM_solid_g
  into.FIB_solid_g += sign * part.FIB_solid_g
  into.A1AT_solid_g += sign * part.A1AT_solid_g
  into.AT_solid_g += sign * part.AT_solid_g
  into.TF_solid_g += sign * part.TF_solid_g
  into.A2M_solid_g += sign * part.A2M_solid_g
  into.HP_solid_g += sign * part.HP_solid_g
  into.HPX_solid_g += sign * part.HPX_solid_g
  into.CP_solid_g += sign * part.CP_solid_g
  into.LPb_solid_g += sign * part.LPb_solid_g
  into.LPa_solid_g += sign * part.LPa_solid_g
  into.C3_solid_g += sign * part.C3_solid_g
  into.PLG_solid_g += sign * part.PLG_solid_g
  into.FXI_solid_g += sign * part.FXI_solid_g
  into.PK_solid_g += sign * part.PK_solid_g
  into.AGP_solid_g += sign * part.AGP_solid_g
  into.denatured_g += sign * part.denatured_g
  into.polymers_g += sign * part.polymers_g
  into.FVIII_IU += sign * part.FVIII_IU
  into.vWF_IU += sign * part.vWF_IU
  into.TnBP_g += sign * part.TnBP_g
  into.detergent_g += sign * part.detergent_g
  into.caprylate_mmol += sign * part.caprylate_mmol
  into.bioburden_CFU += sign * part.bioburden_CFU
  into.endotoxin_IU += sign * part.endotoxin_IU
  into.virusEnveloped += sign * part.virusEnveloped
  into.virusResistant += sign * part.virusResistant
  into.virusHAV += sign * part.virusHAV
  into.virusB19 += sign * part.virusB19
  into.PKA_IU += sign * part.PKA_IU
  into.FXIa_mg += sign * part.FXIa_mg
  into.isoagglutinin_units += sign * part.isoagglutinin_units
  into.FVIII_solid_IU += sign * part.FVIII_solid_IU
  into.vWF_solid_IU += sign * part.vWF_solid_IU
}

/** The share of a slurry that is kept as paste: of what is dissolved, of what is solid, of what sticks to IgG, of polymers. */
export const keptOf = (s: PlasmaStream, wet: number, dry: number, withIgG: number, polymers: number): PlasmaStream => ({
  volume_L: s.volume_L * wet,
  ALB_g: s.ALB_g * wet,
  IgG_g: s.IgG_g * wet,
  IgA_g: s.IgA_g * wet,
  IgM_g: s.IgM_g * wet,
  FIB_g: s.FIB_g * wet,
  A1AT_g: s.A1AT_g * wet,
  AT_g: s.AT_g * wet,
  TF_g: s.TF_g * wet,
  A2M_g: s.A2M_g * wet,
  HP_g: s.HP_g * wet,
  HPX_g: s.HPX_g * wet,
  CP_g: s.CP_g * wet,
  LPb_g: s.LPb_g * wet,
  LPa_g: s.LPa_g * wet,
  C3_g: s.C3_g * wet,
  PLG_g: s.PLG_g * wet,
  FXI_g: s.FXI_g * wet,
  PK_g: s.PK_g * wet,
  AGP_g: s.AGP_g * wet,
  ALB_solid_g: s.ALB_solid_g * dry,
  IgG_solid_g: s.IgG_solid_g * dry,
  IgA_solid_g: s.IgA_solid_g * dry,
  IgM_solid_g: s.IgM_solid_g * dry,
  FIB_solid_g: s.FIB_solid_g * dry,
  A1AT_solid_g: s.A1AT_solid_g * dry,
  AT_solid_g: s.AT_solid_g * dry,
  TF_solid_g: s.TF_solid_g * dry,
  A2M_solid_g: s.A2M_solid_g * dry,
  HP_solid_g: s.HP_solid_g * dry,
  HPX_solid_g: s.HPX_solid_g * dry,
  CP_solid_g: s.CP_solid_g * dry,
  LPb_solid_g: s.LPb_solid_g * dry,
  LPa_solid_g: s.LPa_solid_g * dry,
  C3_solid_g: s.C3_solid_g * dry,
  PLG_solid_g: s.PLG_solid_g * dry,
  FXI_solid_g: s.FXI_solid_g * dry,
  PK_solid_g: s.PK_solid_g * dry,
  AGP_solid_g: s.AGP_solid_g * dry,
  denatured_g: s.denatured_g * dry,
  polymers_g: s.polymers_g * polymers,
  FVIII_IU: s.FVIII_IU * wet,
  vWF_IU: s.vWF_IU * wet,
  TnBP_g: s.TnBP_g * wet,
  detergent_g: s.detergent_g * wet,
  caprylate_mmol: s.caprylate_mmol * wet,
  bioburden_CFU: s.bioburden_CFU * wet,
  endotoxin_IU: s.endotoxin_IU * wet,
  virusEnveloped: s.virusEnveloped * wet,
  virusResistant: s.virusResistant * wet,
  virusHAV: s.virusHAV * wet,
  virusB19: s.virusB19 * wet,
  PKA_IU: s.PKA_IU * withIgG,
  FXIa_mg: s.FXIa_mg * withIgG,
  isoagglutinin_units: s.isoagglutinin_units * withIgG,
  FVIII_solid_IU: s.FVIII_solid_IU * dry,
  vWF_solid_IU: s.vWF_solid_IU * dry,
  temperature_C: s.temperature_C,
  pH: s.pH,
  ionicStrength_M: s.ionicStrength_M,
  ethanol_pct: s.ethanol_pct,
  particle_um: s.particle_um,
  labileFVIII: s.labileFVIII,
  moisture_pct: s.moisture_pct,
  held_s: s.held_s,
})

/** Takes a share of albumin and one of every other native protein, dissolved or not, out of a stream: returns the grams. */
export function takeNative(s: PlasmaStream, albumin: number, others: number): number {
  let taken_g = 0
  const ALB = s.ALB_g * albumin
  const ALBSolid = s.ALB_solid_g * albumin
  taken_g += ALB + ALBSolid
  s.ALB_g -= ALB
  s.ALB_solid_g -= ALBSolid
  const IgG = s.IgG_g * others
  const IgGSolid = s.IgG_solid_g * others
  taken_g += IgG + IgGSolid
  s.IgG_g -= IgG
  s.IgG_solid_g -= IgGSolid
  const IgA = s.IgA_g * others
  const IgASolid = s.IgA_solid_g * others
  taken_g += IgA + IgASolid
  s.IgA_g -= IgA
  s.IgA_solid_g -= IgASolid
  const IgM = s.IgM_g * others
  const IgMSolid = s.IgM_solid_g * others
  taken_g += IgM + IgMSolid
  s.IgM_g -= IgM
  s.IgM_solid_g -= IgMSolid
  const FIB = s.FIB_g * others
  const FIBSolid = s.FIB_solid_g * others
  taken_g += FIB + FIBSolid
  s.FIB_g -= FIB
  s.FIB_solid_g -= FIBSolid
  const A1AT = s.A1AT_g * others
  const A1ATSolid = s.A1AT_solid_g * others
  taken_g += A1AT + A1ATSolid
  s.A1AT_g -= A1AT
  s.A1AT_solid_g -= A1ATSolid
  const AT = s.AT_g * others
  const ATSolid = s.AT_solid_g * others
  taken_g += AT + ATSolid
  s.AT_g -= AT
  s.AT_solid_g -= ATSolid
  const TF = s.TF_g * others
  const TFSolid = s.TF_solid_g * others
  taken_g += TF + TFSolid
  s.TF_g -= TF
  s.TF_solid_g -= TFSolid
  const A2M = s.A2M_g * others
  const A2MSolid = s.A2M_solid_g * others
  taken_g += A2M + A2MSolid
  s.A2M_g -= A2M
  s.A2M_solid_g -= A2MSolid
  const HP = s.HP_g * others
  const HPSolid = s.HP_solid_g * others
  taken_g += HP + HPSolid
  s.HP_g -= HP
  s.HP_solid_g -= HPSolid
  const HPX = s.HPX_g * others
  const HPXSolid = s.HPX_solid_g * others
  taken_g += HPX + HPXSolid
  s.HPX_g -= HPX
  s.HPX_solid_g -= HPXSolid
  const CP = s.CP_g * others
  const CPSolid = s.CP_solid_g * others
  taken_g += CP + CPSolid
  s.CP_g -= CP
  s.CP_solid_g -= CPSolid
  const LPb = s.LPb_g * others
  const LPbSolid = s.LPb_solid_g * others
  taken_g += LPb + LPbSolid
  s.LPb_g -= LPb
  s.LPb_solid_g -= LPbSolid
  const LPa = s.LPa_g * others
  const LPaSolid = s.LPa_solid_g * others
  taken_g += LPa + LPaSolid
  s.LPa_g -= LPa
  s.LPa_solid_g -= LPaSolid
  const C3 = s.C3_g * others
  const C3Solid = s.C3_solid_g * others
  taken_g += C3 + C3Solid
  s.C3_g -= C3
  s.C3_solid_g -= C3Solid
  const PLG = s.PLG_g * others
  const PLGSolid = s.PLG_solid_g * others
  taken_g += PLG + PLGSolid
  s.PLG_g -= PLG
  s.PLG_solid_g -= PLGSolid
  const FXI = s.FXI_g * others
  const FXISolid = s.FXI_solid_g * others
  taken_g += FXI + FXISolid
  s.FXI_g -= FXI
  s.FXI_solid_g -= FXISolid
  const PK = s.PK_g * others
  const PKSolid = s.PK_solid_g * others
  taken_g += PK + PKSolid
  s.PK_g -= PK
  s.PK_solid_g -= PKSolid
  const AGP = s.AGP_g * others
  const AGPSolid = s.AGP_solid_g * others
  taken_g += AGP + AGPSolid
  s.AGP_g -= AGP
  s.AGP_solid_g -= AGPSolid
  return taken_g
}

export const dissolved_g = (s: PlasmaStream): number =>
  s.ALB_g +
  s.IgG_g +
  s.IgA_g +
  s.IgM_g +
  s.FIB_g +
  s.A1AT_g +
  s.AT_g +
  s.TF_g +
  s.A2M_g +
  s.HP_g +
  s.HPX_g +
  s.CP_g +
  s.LPb_g +
  s.LPa_g +
  s.C3_g +
  s.PLG_g +
  s.FXI_g +
  s.PK_g +
  s.AGP_g

/** Native protein in the precipitate. */
export const solids_g = (s: PlasmaStream): number =>
  s.ALB_solid_g +
  s.IgG_solid_g +
  s.IgA_solid_g +
  s.IgM_solid_g +
  s.FIB_solid_g +
  s.A1AT_solid_g +
  s.AT_solid_g +
  s.TF_solid_g +
  s.A2M_solid_g +
  s.HP_solid_g +
  s.HPX_solid_g +
  s.CP_solid_g +
  s.LPb_solid_g +
  s.LPa_solid_g +
  s.C3_solid_g +
  s.PLG_solid_g +
  s.FXI_solid_g +
  s.PK_solid_g +
  s.AGP_solid_g
