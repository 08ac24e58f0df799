import type { AssayId } from '../../models/index.ts'
import { type Panel, panel } from './panel.ts'

export interface Instrumentation {
  readonly panels: Readonly<Record<string, Panel>>
  /** Assays a sample of this unit can be given to, and the reading each measures. */
  readonly assays: Readonly<Partial<Record<AssayId, string>>>
  /** Assays that only a level which names them in `with` has. */
  readonly onRequest?: Readonly<Partial<Record<AssayId, string>>>
  /** Displays likewise. */
  readonly panelsOnRequest?: Readonly<Record<string, Panel>>
  /** Readings that the skid counts by itself, without an error: turns of its pump, its clock, its tubes. */
  readonly counters: readonly string[]
}

/** What each unit operation carries, by the unit's name. */
const INSTRUMENTATION: Readonly<Record<string, Instrumentation>> = {
  nMinus1: {
    panels: {
      temperature: panel('temperature', 'temperature_C'),
    },
    assays: { viability: 'viability_pct' },
    counters: [],
  },
  cocktail: {
    panels: {
      size: panel('complexSize', 'size_nm', 'high', 1e-3),
      turbidity: panel('turbidity', 'turbidity_NTU'),
      conductivity: panel('conductivity', 'conductivity_mS_cm'),
    },
    assays: {},
    counters: [],
  },
  vectorTransfection: {
    panels: {
      size: panel('complexSize', 'size_nm', 'high', 1e-3),
      // In the folder, and what the bench finds by itself: two witnesses of one plasmid.
      certificate: panel('certificate', 'supercoiled_pct', 'low'),
      gel: panel('gel', 'supercoiled_pct', 'low'),
      // How many tubes, and what they weigh: two witnesses of one kit.
      repCapTubes: panel('count', 'repCapTubes', 'low'),
      repCapWeight: panel('benchBalance', 'repCap_g', 'low'),
      hosePressure: panel('pressure', 'hose_bar', 'low'),
      hoseGauge: panel('pressure', 'hose_bar', 'low'),
      mixAge: panel('stopwatch', 'mixAge_min'),
    },
    // Water for a minute before anything is mixed: what the balance makes of it, and a meter clamped on the hose.
    panelsOnRequest: {
      waterBalance: panel('liquidFlow', 'waterTest_L_min', 'low'),
      waterMeter: panel('liquidFlow', 'waterTest_L_min', 'low'),
    },
    assays: { viableCells: 'viable_1e6_mL', viability: 'viability_pct' },
    // The clock that starts with the PEI, the bag’s level, the kits that stand there.
    counters: ['sinceMixing_s', 'hold_s', 'volume_L', 'poured_L', 'kitsLeft', 'plasmidsIn', 'pour_min'],
  },
  vectorPlan: {
    panels: { planned: panel('count', 'possible', 'low') },
    assays: {},
    counters: ['placed', 'possible', 'needed', 'children', 'expected', 'lastRelease_week', 'changeOpened', 'half_pct'],
  },
  vectorQuarantine: {
    panels: {
      storeTemperature: panel('shelfTemperature', 'temperature_C'),
      glovePrint: panel('count', 'print_CFU'),
      controlPlate: panel('count', 'controlPlate_CFU'),
    },
    assays: { cellPotency: 'potency_pct', fullByLight: 'full_pct', aggregates: 'aggregates_pct' },
    counters: [],
  },
  breathing: {
    panels: {
      oxygen: panel('oxygen', 'oxygenProbe_pct', 'low'),
      secondOxygen: panel('oxygen', 'oxygenSecond_pct', 'low'),
      oxygenFlow: panel('gasFlow', 'oxygen_slpm', 'low'),
      foam: panel('foam', 'foam_pct'),
      ventPressure: panel('pressure', 'ventPressure_bar'),
    },
    assays: {},
    counters: [],
  },
  cellExpansion: {
    panels: {
      motorLoad: panel('motorLoad', 'agitatorLoad_pct', 'low'),
      temperature: panel('temperature', 'temperature_C'),
      oxygen: panel('oxygen', 'oxygen_pct', 'low'),
    },
    assays: {
      viableCells: 'viable_1e6_mL',
      viability: 'viability_pct',
      clumped: 'clumped_pct',
      glucose: 'glucose_mM',
    },
    // On the label of the flask, and on the card of the passage.
    counters: ['passages', 'volume_L', 'grown_h'],
  },
  vectorProduction: {
    panels: {
      oxygen: panel('oxygen', 'oxygen_pct', 'low'),
      temperature: panel('temperature', 'temperature_C'),
      pH: panel('pH', 'pH', 'low'),
    },
    assays: {
      viableCells: 'viable_1e6_mL',
      viability: 'viability_pct',
      glucose: 'glucose_mM',
      lactate: 'lactate_mM',
      genomes: 'titre_per_mL',
      capsids: 'capsids_per_mL',
    },
    onRequest: { working: 'working_per_mL', mycoplasma: 'mycoplasma', adventitious: 'adventitious' },
    panelsOnRequest: {
      carbonDioxide: panel('carbonDioxide', 'carbonDioxide_mmHg'),
      stirrer: panel('stirring', 'stirrer_rpm', 'low'),
    },
    counters: ['since_h'],
  },
  vectorLysis: {
    panels: {
      // On the bottle, and in the list of what is approved: two words about one detergent.
      detergentCode: panel('label', 'code'),
      approvedCode: panel('label', 'code'),
      // The line of the file, and the bottle it is about.
      magnesiumLine: panel('count', 'magnesiumSigned', 'low'),
      magnesiumBottle: panel('benchBalance', 'magnesiumBottle_g', 'high'),
      // A drop between two fingers of a glove.
      thread: panel('ruler', 'thread_cm'),
      temperature: panel('temperature', 'temperature_C'),
    },
    assays: { turbidity: 'turbidity_NTU' },
    counters: ['lysed_h', 'digested_h', 'sinceMagnesium_h', 'lysate_L', 'fromStore'],
  },
  vectorDepthFilter: {
    panels: {
      filterPressure: panel('pressure', 'pressure_bar'),
      flux: panel('flux', 'flux_LMH', 'low'),
      feedLine: panel('turbidity', 'feed_NTU'),
      filtrateLine: panel('turbidity', 'leaving_NTU'),
    },
    assays: { turbidity: 'turbidity_NTU' },
    counters: ['load_L_m2', 'feed_L', 'filtrate_L', 'trains', 'area_m2'],
  },
  vectorBag: {
    panels: {
      bagWeight: panel('vesselWeight', 'volume_L', 'low'),
      // A float in the bund: it rings at half a litre.
      bund: panel('spill', 'puddle_L'),
      // Held into the puddle by somebody, and a ruler to where it drips.
      puddleMeter: panel('conductivity', 'puddle_mS_cm'),
      dripHeight: panel('ruler', 'wetAt_cm'),
      contactTime: panel('stopwatch', 'contact_min'),
      // On the tubes in the freezer, and on the list of the changeover: two words about one box.
      tubeCode: panel('label', 'serotype'),
      changeoverList: panel('label', 'serotype'),
    },
    assays: {},
    counters: ['held_h', 'free_h', 'contained', 'moved', 'moving', 'taped', 'contact_min'],
  },
  vectorEffluent: {
    panels: {
      killProbe: panel('temperature', 'temperature_C', 'low'),
      // Steam and its liquid have one temperature for each pressure: another instrument, with its own error.
      steamGauge: panel('pressure', 'gauge_bar', 'low'),
      // By the printer of the cycle.
      cycleTicket: panel('temperature', 'coldest_C', 'low'),
    },
    assays: {},
    counters: ['held_min', 'lethality_min', 'volume_L', 'cycles'],
  },
  vectorUltrafiltration: {
    panels: {
      bufferLabel: panel('bufferLabel', 'bufferLabel_pct', 'low'),
      bufferTicket: panel('benchBalance', 'bufferTicket_g', 'low'),
      account: panel('count', 'account'),
      trailGap: panel('hours', 'trail_h'),
      flux: panel('flux', 'flux_LMH', 'low'),
      retentateWeight: panel('feedScale', 'volume_L', 'low'),
      conductivity: panel('conductivity', 'conductivity_mS_cm'),
    },
    assays: { genomeStrength: 'genomes_1e13_mL', aggregates: 'aggregated_pct' },
    counters: ['diavolumes', 'permeate_L', 'running_h', 'fetching_min', 'reduction'],
  },
  vectorFill: {
    panels: {
      bulkWeight: panel('feedScale', 'bulk_L', 'low'),
      bubblePoint: panel('pressure', 'bubblePoint_bar', 'low'),
      tubeWeight: panel('tubeBalance', 'tube_g', 'low'),
    },
    assays: {},
    counters: ['vials', 'sterile_L', 'bulk_L', 'flux_LMH', 'setAside'],
  },
  vectorHold: {
    panels: {
      // What the planner wrote, and what the suite says when it is asked.
      suiteBoard: panel('hours', 'free_h'),
      suiteCall: panel('hours', 'free_h'),
      bagTemperature: panel('temperature', 'temperature_C'),
      bagClock: panel('hours', 'held_h'),
    },
    assays: { aggregates: 'aggregated_pct' },
    counters: ['held_h', 'waits_L', 'ahead_pct', 'filtered'],
  },
  vectorAffinity: {
    panels: {
      uv: panel('uv', 'absorbance_AU'),
      poolPh: panel('pH', 'pool_pH', 'low'),
      // Of the bottle itself, tried when it is connected.
      neutraliser: panel('conductivity', 'neutraliser_mS_cm', 'low'),
      acidTime: panel('stopwatch', 'acid_min'),
    },
    assays: { capsidTitre: 'capsids_1e12_mL', pH: 'pool_pH', aggregates: 'poolAggregates_pct' },
    // On the label: genomes, as the laboratory of the harvest counted them.
    counters: [
      'genomes_1e12_mL',
      'loaded_per_mL',
      'cycle',
      'feed_L',
      'loaded_L',
      'washed_CV',
      'eluted_CV',
      'pool_L',
      'acid_min',
      'neutraliser',
      'coming_min',
    ],
  },
  fullEmptyExchange: {
    panels: {
      uv260: panel('lightCell', 'a260_mAU'),
      uv280: panel('lightCell', 'a280_mAU'),
      conductivity: panel('conductivity', 'cell_mS_cm'),
    },
    assays: {
      pH: 'buffer_pH',
      conductivity: 'outlet_mS_cm',
      fullByLight: 'poolFull_pct',
      fullByMass: 'poolFull_pct',
      fullByAssays: 'poolFull_pct',
      expression: 'poolFunctional_pct',
    },
    counters: ['run_CV', 'loaded_CV', 'pool_L', 'collecting', 'pooled_h'],
  },
  plasmaThaw: {
    panels: {
      coreTemperature: panel('temperature', 'core_C'),
      poolTemperature: panel('temperature', 'temperature_C'),
      // Held into it by somebody: another instrument, with its own error.
      handThermometer: panel('temperature', 'temperature_C'),
      poolWeight: panel('vesselWeight', 'volume_L'),
    },
    assays: {},
    counters: ['frozen_pct', 'tempered_h', 'thawed_h', 'held_h'],
  },
  plasmaCentrifuge: {
    panels: {
      feedFlow: panel('liquidFlow', 'feed_L_h', 'low', 1 / 60),
      sightGlass: panel('turbidity', 'leaving_NTU'),
      feedWeight: panel('vesselWeight', 'feed_L', 'low'),
      pasteWeight: panel('feedScale', 'paste_kg', 'low'),
    },
    assays: { turbidity: 'liquid_NTU' },
    counters: [],
  },
  ethanolPrecipitation: {
    panels: {
      bottomTemperature: panel('temperature', 'temperature_C'),
      lanceTemperature: panel('temperature', 'lanceTemperature_C'),
      inLinePh: panel('pH', 'pH'),
      poolWeight: panel('vesselWeight', 'volume_L'),
      motorLoad: panel('motorLoad', 'agitatorLoad_pct'),
    },
    assays: { pH: 'pH' },
    // The skid reckons what is in the tank from what it pumped, and reads the freezing line off its chart.
    counters: ['ethanol_pct', 'freezingPoint_C', 'dosed_L', 'ethanolLeft_L', 'aged_h'],
  },
  filterPress: {
    panels: {
      pressure: panel('pressure', 'pressure_bar'),
      flux: panel('flux', 'flux_LMH', 'low'),
      filtrateLine: panel('turbidity', 'leaving_NTU'),
      feedWeight: panel('vesselWeight', 'feed_L', 'low'),
      filtrateWeight: panel('vesselWeight', 'liquid_L', 'low'),
    },
    assays: { turbidity: 'liquid_NTU' },
    counters: ['pressed_h'],
  },
  resuspension: {
    panels: {
      foam: panel('foam', 'foam_pct'),
      // By an eye at the glass of the manhole: another instrument, with its own error.
      foamGlass: panel('foam', 'foam_pct'),
      poolTemperature: panel('temperature', 'temperature_C'),
      poolPh: panel('pH', 'pH'),
      poolWeight: panel('vesselWeight', 'volume_L'),
    },
    assays: { turbidity: 'tank_NTU' },
    counters: ['mixed_h'],
  },
  caprylate: {
    panels: {
      // What the ticket of the balance reckons; a sample is another word on the same thing.
      doseTicket: panel('dosing', 'caprylate_mM', 'low'),
      poolPh: panel('pH', 'pH'),
      poolTemperature: panel('temperature', 'temperature_C', 'low'),
      // By an eye at the glass of the manhole.
      oilFilm: panel('foam', 'film_pct'),
    },
    assays: { caprylate: 'caprylate_mM', pH: 'pH' },
    counters: ['hold_min'],
  },
  plasmaDepthFilter: {
    panels: {
      pressure: panel('pressure', 'pressure_bar'),
      flux: panel('flux', 'flux_LMH', 'low'),
      filtrateLine: panel('turbidity', 'leaving_NTU'),
      feedWeight: panel('vesselWeight', 'feed_L', 'low'),
      filtrateWeight: panel('vesselWeight', 'filtrate_L'),
    },
    assays: { turbidity: 'filtrate_NTU' },
    counters: ['load_L_m2', 'flush_L_m2'],
  },
  solventDetergent: {
    panels: {
      poolTemperature: panel('temperature', 'temperature_C', 'low'),
      // Held into it by somebody: another instrument, with its own error.
      handThermometer: panel('temperature', 'temperature_C', 'low'),
      // By an eye with a lamp: what still hangs where no reagent comes.
      domeGlass: panel('foam', 'dome_pct'),
      legSample: panel('foam', 'legSample_pct'),
      legProbe: panel('foam', 'legProbe_pct'),
      legDrain: panel('foam', 'legDrain_pct'),
    },
    assays: { solvent: 'TnBP_g_L' },
    // The hooks on the wall are there for everybody to see.
    counters: ['mixed_pct', 'hold_h', 'postHose'],
  },
  ionExchange: {
    panels: {
      uv: panel('uv', 'ultraviolet_AU'),
      inLineConductivity: panel('conductivity', 'conductivity_mS_cm'),
      feedWeight: panel('vesselWeight', 'feed_L', 'low'),
      poolWeight: panel('vesselWeight', 'pool_L'),
    },
    assays: {
      conductivity: 'load_mS_cm',
      factorXIa: 'factorXIa_ng_mL',
      clottingTime: 'NaPTT_s',
      polymers: 'polymers_pct',
    },
    counters: ['loaded_g_L', 'washed_CV'],
  },
  plasmaNanofilter: {
    panels: {
      pressure: panel('pressure', 'pressure_bar', 'low'),
      flux: panel('flux', 'flux_LMH', 'low'),
      feedWeight: panel('vesselWeight', 'feed_L', 'low'),
      filtrateWeight: panel('vesselWeight', 'filtrate_L'),
    },
    assays: {},
    counters: ['load_L_m2', 'load_kg_m2', 'chase_L_m2', 'pause_min', 'area_m2', 'tests', 'test_min', 'integrity_pass'],
  },
  pasteuriser: {
    panels: {
      probeA: panel('bottleTemperature', 'probeA_C', 'low'),
      probeB: panel('bottleTemperature', 'probeB_C', 'low'),
      probeC: panel('bottleTemperature', 'probeC_C', 'low'),
      coldestProbe: panel('bottleTemperature', 'coldestProbe_C', 'low'),
      bath: panel('temperature', 'bath_C', 'low'),
    },
    assays: {},
    counters: ['hold_h'],
  },
  freezeDryer: {
    panels: {
      shelf: panel('shelfTemperature', 'shelf_C'),
      product: panel('shelfTemperature', 'product_C'),
      vacuum: panel('vacuum', 'chamber_mbar'),
    },
    assays: { collapse: 'collapse_C' },
    counters: ['primary_h', 'secondary_h'],
  },
  thawing: {
    panels: {
      temperature: panel('temperature', 'temperature_C'),
      jacket: panel('temperature', 'jacket_C'),
    },
    assays: {},
    // What an eye sees of it.
    counters: ['frozen_pct', 'flakes_g_L', 'left_s'],
  },
  culture: {
    panels: {
      oxygen: panel('oxygen', 'oxygenProbe_pct', 'low'),
      oxygenFlow: panel('gasFlow', 'oxygen_slpm'),
      airFlow: panel('gasFlow', 'air_slpm'),
      pH: panel('pH', 'pHProbe', 'low'),
      temperature: panel('temperature', 'temperature_C'),
      weight: panel('vesselWeight', 'volume_L'),
      feedScale: panel('feedScale', 'feedBag_kg', 'low'),
      feedTotaliser: panel('totaliser', 'feedTurns_L'),
      baseScale: panel('feedScale', 'baseBottle_kg', 'low'),
      foam: panel('foam', 'foam_pct'),
      ventPressure: panel('ventPressure', 'ventPressure_bar'),
    },
    assays: {
      viableCells: 'viable_1e6_mL',
      viability: 'viability_pct',
      glucose: 'glucose_mM',
      lactate: 'lactate_mM',
      ammonia: 'ammonia_mM',
      osmolality: 'osmolality_mOsm_kg',
      gasAnalyserPh: 'pH',
      gasAnalyserCarbonDioxide: 'pCO2_mmHg',
      gasAnalyserOxygen: 'oxygen_pct',
      titre: 'titre_g_L',
    },
    onRequest: { gram: 'germs_per_mL' },
    counters: [],
  },
  centrifuge: {
    panels: {
      feedFlow: panel('liquidFlow', 'feed_L_h', 'low', 1 / 60),
      sightGlass: panel('turbidity', 'sightGlass_NTU'),
      motorLoad: panel('motorLoad', 'motorLoad_pct'),
      brothWeight: panel('vesselWeight', 'broth_L', 'low'),
      centrateWeight: panel('vesselWeight', 'centrate_L'),
      brothTemperature: panel('temperature', 'brothTemperature_C'),
    },
    // The last two are the unprocessed bulk's: what no lot of this plant holds has no reading, and counts as none.
    assays: {
      turbidity: 'centrate_NTU',
      viability: 'brothViability_pct',
      mycoplasma: 'mycoplasma',
      adventitious: 'adventitious',
    },
    counters: ['shots', 'sinceHarvest_h'],
  },
  depthFilter: {
    panels: {
      pressure: panel('pressure', 'pressure_bar'),
      flux: panel('flux', 'flux_LMH', 'low'),
      filtrateLine: panel('turbidity', 'filtrateLine_NTU'),
      feedWeight: panel('vesselWeight', 'feed_L', 'low'),
      filtrateWeight: panel('vesselWeight', 'filtrate_L'),
    },
    assays: { turbidity: 'filtrate_NTU' },
    counters: ['load_L_m2', 'flush_L_m2'],
  },
  proteinA: {
    panels: {
      uv: panel('uv', 'uv_AU'),
      columnPh: panel('pH', 'pH', 'low'),
      columnConductivity: panel('conductivity', 'conductivity_mS_cm'),
      columnPressure: panel('pressure', 'pressure_bar'),
    },
    assays: {
      asymmetry: 'asymmetry',
      breakthrough: 'antibodyOut_g_L',
      content: 'pool_g_L',
      hmw: 'poolHmw_pct',
      hcp: 'poolHcp_ppm',
      proteinA: 'poolProteinA_ppm',
    },
    counters: [
      'phase_CV',
      'phase_min',
      'cycle',
      'cycles',
      'loaded_L',
      'loadedByTitre_g_L',
      'feedLeft_L',
      'collecting',
      'pool_L',
      'resinCycles',
    ],
  },
  lowPhHold: {
    panels: {
      poolPh: panel('pH', 'pH'),
      poolTemperature: panel('temperature', 'temperature_C', 'low'),
      poolWeight: panel('vesselWeight', 'volume_L'),
    },
    assays: { pH: 'pH', content: 'product_g_L', hmw: 'hmw_pct' },
    counters: ['hold_min'],
  },
  cationExchange: {
    panels: {
      uv: panel('uv', 'uv_AU'),
      columnPh: panel('pH', 'pH'),
      columnConductivity: panel('conductivity', 'conductivity_mS_cm'),
      columnPressure: panel('pressure', 'pressure_bar'),
      loadConductivity: panel('conductivity', 'loadConductivity_mS_cm'),
    },
    assays: { hmw: 'poolHmw_pct', hcp: 'poolHcp_ppm' },
    counters: ['phase_CV', 'cycle', 'cycles', 'loaded_L', 'loaded_g_L', 'feedLeft_L', 'fraction', 'pool_L'],
  },
  anionExchange: {
    panels: {
      uv: panel('uv', 'uv_AU'),
      inLineConductivity: panel('conductivity', 'inLine_mS_cm'),
      columnPressure: panel('pressure', 'pressure_bar'),
      tankWeight: panel('vesselWeight', 'load_L', 'low'),
    },
    assays: { pH: 'load_pH', conductivity: 'load_mS_cm' },
    counters: ['washed_CV', 'flowThrough_L', 'permeate_L'],
  },
  nanofilter: {
    panels: {
      pressure: panel('pressure', 'pressure_bar', 'low'),
      flux: panel('flux', 'flux_LMH', 'low'),
      feedWeight: panel('vesselWeight', 'feed_L', 'low'),
      filtrateWeight: panel('vesselWeight', 'filtrate_L'),
    },
    // A second tank on its own scale, empty as long as nothing is kept apart.
    panelsOnRequest: { apartWeight: { ...panel('vesselWeight', 'apart_L'), empty: 0 } },
    assays: {},
    counters: ['load_L_m2', 'chase_L_m2', 'pause_min', 'test_min', 'integrity_pass', 'apart_L'],
  },
  ultrafiltration: {
    panels: {
      tmp: panel('pressure', 'tmp_bar'),
      flux: panel('flux', 'flux_LMH', 'low'),
      retentateWeight: panel('vesselWeight', 'retentate_L'),
      retentateTemperature: panel('temperature', 'temperature_C'),
      retentatePh: panel('pH', 'pH'),
      retentateConductivity: panel('conductivity', 'conductivity_mS_cm'),
    },
    assays: { content: 'product_g_L', pH: 'pH', conductivity: 'conductivity_mS_cm', polysorbate: 'polysorbate_pct' },
    counters: ['crossFlow_LMH', 'diavolumes', 'permeate_L'],
  },
  sterileFill: {
    panels: {
      pressure: panel('pressure', 'pressure_bar'),
      bulkWeight: panel('vesselWeight', 'bulk_L', 'low'),
    },
    assays: { bioburden: 'bioburden_CFU_100mL' },
    counters: [
      'filtered_L',
      'test_min',
      'rewets',
      'sinceFiltration_h',
      'speed_per_min',
      'vials',
      'rejects',
      'interventions',
      'jam',
      'particles_alarm',
      'targetWeight_g',
      'preTest_bar',
      'postTest_bar',
      'weighed_g',
      'weighedAtVial',
    ],
  },
  plasmaQuarantine: {
    panels: { storeTemperature: panel('temperature', 'temperature_C') },
    assays: { content: 'content_g_L', polymers: 'polymers_pct', factorXIa: 'factorXIa_ng_mL' },
    counters: [],
  },
  quarantine: {
    panels: { storeTemperature: panel('temperature', 'temperature_C') },
    assays: {
      hcp: 'hcp_ppm',
      dna: 'dna_pg_mg',
      proteinA: 'proteinA_ppm',
      hmw: 'hmw_pct',
      content: 'content_g_L',
      endotoxin: 'endotoxin_EU_mg',
    },
    counters: [],
  },
}

const NOTHING: Instrumentation = { panels: {}, assays: {}, counters: [] }

/** All that a unit operation of this name can carry. */
export const instrumentationOf = (unit: string): Instrumentation =>
  Object.hasOwn(INSTRUMENTATION, unit) ? INSTRUMENTATION[unit]! : NOTHING
