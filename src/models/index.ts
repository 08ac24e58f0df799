export { MODEL_VERSIONS } from './version.ts'
export { type AntibodyPlant, antibodyPlant, type Vessel } from './antibodyPlant/presets.ts'
export { antibodyUnits } from './antibodyPlant/units.ts'
export {
  antibodyOf,
  type AnyConditions,
  type AnyPreset,
  type AnyStream,
  type AnyUnit,
  isAntibodyStream,
  type Made,
  type Plant,
  type PlantId,
  plants,
  type Scale,
  withFactors,
} from './plants.ts'
export {
  type AntibodyLimitKey,
  antibodyLimits,
  antibodyRelease,
  type AntibodyReleaseKey,
  inside,
  judge,
} from './antibodyPlant/limits.ts'
export type { Band, Limit, ReleaseAttribute } from './limit.ts'
export { fullByRatio_pct, laboratoryBias, type VectorAssayId, vectorAssays } from './aavPlant/assays.ts'
export { type VectorLimitKey, vectorLimits, vectorRelease, type VectorReleaseKey } from './aavPlant/limits.ts'
export {
  compare as compareLots,
  type Demand,
  doseOf,
  packagedHostDna_ug,
  plan as planBatches,
  type Plan,
  planning,
  plasmid_g,
  PRODUCTS as vectorProducts,
  type Technology,
  unitsFor,
} from './aavPlant/planning.ts'
export { type AavPlant, aavPlant, type AavScale } from './aavPlant/presets.ts'
export { vectorRecipes } from './aavPlant/recipes.ts'
export { type Carried, carried } from './aavPlant/scaleUp.ts'
export {
  type Hydrodynamics,
  hydrodynamics,
  matched,
  MATCHING_RULES,
  type MatchingRule,
  type Stirring,
  type Tank,
} from './aavPlant/vessel.ts'
export { plasmaThaw } from './plasmaThaw/model.ts'
export { thawing } from './thawing/model.ts'
export {
  AAV_AMOUNTS,
  type AavAmount,
  type AavStream,
  aggregated_pct,
  capsidsOf,
  capsidTitre_per_mL,
  emptyVector,
  full_pct,
  functional_pct,
  genomesOf,
  partial_pct,
  titre_per_mL,
} from './aavPlant/stream.ts'
export type { AavConditions, AavLedgers, AavUnit } from './aavPlant/unit.ts'
export { vectorUnits } from './aavPlant/units.ts'
export {
  breathing,
  type BreathingConditions,
  type BreathingState,
  cultureBySop,
  cultureOf,
  SEED as breathingSeed,
} from './breathing/model.ts'
export {
  cocktail,
  cocktailRecipe,
  type CocktailState,
  compaction,
  diameter_um,
  efficiencyOfSize,
  growthTime_min,
  parameters as cocktailParameters,
} from './cocktail/model.ts'
export {
  densityFactor,
  SHEET_STATES as vectorSheetStates,
  STATES as vectorStates,
  vectorSystem,
} from './vectorProduction/kinetics.ts'
export {
  type Campaign,
  campaignOf,
  halfWidth,
  type Obstacle,
  parameters as planParameters,
  type VesselId,
  VESSELS,
  vesselOf,
} from './vectorPlan/model.ts'
export { vectorFill } from './vectorFill/model.ts'
export { parameters as vectorParameters, vectorProduction } from './vectorProduction/model.ts'
export { nMinus1 } from './nMinus1/model.ts'
export { seedTrain } from './seedTrain/model.ts'
export { thaw } from './thaw/model.ts'
export { cultureSystem, STATES as cultureStates } from './culture/kinetics.ts'
export {
  culture,
  type CultureConditions,
  type CultureState,
  GAS_TICK_S,
  gasTick,
  gasWindowOpen,
  noUpsets,
  parameters as cultureParameters,
  unexplainedVolume_L,
  type Upsets,
} from './culture/model.ts'
export { nominalSettings } from './culture/parameters.ts'
export {
  type CultureRecipe,
  glucoseAtMost_mM,
  glucoseBolus_L,
  isHarvestedEarly,
  morningRound,
  nominalCultureRecipe,
  RECIPE_CHECKS,
  temperatureSetPoint_C,
  RECIPE_CELLS_1e6_mL,
} from './culture/recipe.ts'
export { printedNight } from './freezeDryer/model.ts'
export { rackMap } from './pasteuriser/model.ts'
export { anionExchange, type AnionExchangeState } from './anionExchange/model.ts'
export {
  cationExchange,
  type CationExchangeState,
  type Fraction,
  fractionsOf,
  poolTubes,
  profile as cationExchangeProfile,
} from './cationExchange/model.ts'
export { centrifuge } from './centrifuge/model.ts'
export { depthFilter } from './depthFilter/model.ts'
export { type AssayId, assays } from './assays.ts'
export * from './instruments/index.ts'
export { lowPhHold } from './lowPhHold/model.ts'
export { nanofilter } from './nanofilter/model.ts'
export { sterileFill } from './sterileFill/model.ts'
export { profile as proteinAProfile, proteinA, type ProteinAState, resinCapacity } from './proteinA/model.ts'
export * from './stream.ts'
export { ultrafiltration } from './ultrafiltration/model.ts'
export type { Conditions, Ledger, Readings, Refusal, UnitOperation } from './unit.ts'
export {
  type DoseOfHarvest,
  effectiveSteps,
  harvestPerDose_mL,
  PARTICLES_PER_DOSE_LIMIT,
  particlesPerDose,
  requiredReduction_log10,
  totalReduction_log10,
} from './virusSafety.ts'
export {
  type Donation,
  donationsInPool,
  lookBack,
  parvovirusOfPool_IU_mL,
  reconcile,
  release as releaseDonations,
} from './plasmaPlant/donations.ts'
export { type PlasmaLimitKey, plasmaLimits, plasmaRelease, type PlasmaReleaseKey } from './plasmaPlant/limits.ts'
export { type PlasmaKind, plasmaPool } from './plasmaPlant/pool.ts'
export { type PlasmaPlant, plasmaPlant } from './plasmaPlant/presets.ts'
export * from './plasmaPlant/stream.ts'
export type { PlasmaConditions, PlasmaUnit } from './plasmaPlant/unit.ts'
export { plasmaRecipes } from './plasmaPlant/recipes.ts'
export { COMPOSITION_G_L } from './plasmaPlant/pool.ts'
export { freezingPoint_C } from './ethanolPrecipitation/model.ts'
export { solubleShare } from './ethanolPrecipitation/solubility.ts'
export { type Virus, VIRUSES } from './plasmaPlant/stream.ts'
export { type Mechanism, type Reductions, viralLedger, type ViralStep } from './plasmaPlant/viralSafety.ts'
