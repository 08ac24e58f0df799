/**
 * Units, as types and as names.
 *
 * As types: a `Quantity<'g/L'>` is a number the compiler will not let stand where a `Quantity<'mM'>` is asked. The brand
 * is optional, so plain numbers and results of arithmetic go in without casts; what is caught is the real mistake, a
 * named quantity of one unit handed over as another.
 * As names: level files carry the unit in the key (`temperature_C`), parameter tables in a column; both come from UNITS.
 */
declare const unitBrand: unique symbol
export type Quantity<U extends Unit> = number & { readonly [unitBrand]?: U }

/** Every unit a parameter, setting or reading may have → how a level file spells it at the end of a key. */
export const UNITS = {
  '1': '',
  '%': 'pct',
  '%/d': 'pct_d',
  ppm: 'ppm',
  s: 's',
  min: 'min',
  h: 'h',
  d: 'd',
  '1/s': 'per_s',
  '1/min': 'per_min',
  '1/h': 'per_h',
  L: 'L',
  mL: 'mL',
  'L/h': 'L_h',
  'L/(h·m³)': 'L_h_m3',
  'L/(h·m³·pH)': 'L_h_m3_pH',
  'L/min': 'L_min',
  'mL/min': 'mL_min',
  slpm: 'slpm',
  'slpm/pH': 'slpm_pH',
  'L/m²': 'L_m2',
  LMH: 'LMH',
  'LMH/bar': 'LMH_bar',
  m: 'm',
  cm: 'cm',
  mm: 'mm',
  µm: 'um',
  'm²': 'm2',
  'm/s': 'm_s',
  'm²/s': 'm2_s',
  'm³/s': 'm3_s',
  g: 'g',
  mg: 'mg',
  kg: 'kg',
  ng: 'ng',
  'mg/g': 'mg_g',
  'pg/mg': 'pg_mg',
  pg: 'pg',
  'g/L': 'g_L',
  'mg/L': 'mg_L',
  'g/(L·h)': 'g_L_h',
  'kg/m²': 'kg_m2',
  mM: 'mM',
  M: 'M',
  'mmol/(L·h)': 'mmol_L_h',
  'mmol/(1e9·h)': 'mmol_1e9_h',
  'g/(1e9·h)': 'g_1e9_h',
  'mg/(1e9·h)': 'mg_1e9_h',
  'mg/1e9': 'mg_1e9',
  '1e9/mmol': '1e9_mmol',
  'mmol/1e9': 'mmol_1e9',
  '1/(1e9·h)': 'per_1e9_h',
  '1/(h·1e9/L)': 'per_h_1e9_L',
  '1e6/mL': '1e6_mL',
  '1/mL': 'per_mL',
  'mol/mol': 'mol_mol',
  'mOsm/kg': 'mOsm_kg',
  mmHg: 'mmHg',
  'mM/mmHg': 'mM_mmHg',
  'L·atm/mol': 'L_atm_mol',
  atm: 'atm',
  bar: 'bar',
  pH: 'pH',
  '°C': 'C',
  '1/°C': 'per_C',
  'J/g': 'J_g',
  'J/(g·°C)': 'J_g_C',
  'J/(s·°C·mL)': 'J_s_C_mL',
  '%/min': 'pct_min',
  '°C/h': 'C_h',
  'W/m³': 'W_m3',
  rpm: 'rpm',
  CV: 'CV',
  'CV/h': 'CV_h',
  '1/CV': 'per_CV',
  'L/g': 'L_g',
  'L/(g·s)': 'L_g_s',
  'mL/(mg·cm)': 'mL_mg_cm',
  AU: 'AU',
  NTU: 'NTU',
  'mS/cm': 'mS_cm',
  CFU: 'CFU',
  'CFU/100 mL': 'CFU_100mL',
  'EU/mg': 'EU_mg',
  log10: 'log10',
  'log10/min': 'log10_min',
  µL: 'uL',
  pL: 'pL',
  'g/mL': 'g_mL',
  'CFU/cm²': 'CFU_cm2',
  'NTU·L/1e9': 'NTU_L_1e9',
  '%/1000': 'pct_per_1000',
} as const satisfies Record<string, string>

export type Unit = keyof typeof UNITS

export type Litres = Quantity<'L'>
export type Grams = Quantity<'g'>
export type Milligrams = Quantity<'mg'>
export type GramsPerLitre = Quantity<'g/L'>
export type Celsius = Quantity<'°C'>
export type Seconds = Quantity<'s'>
export type SquareMetres = Quantity<'m²'>
