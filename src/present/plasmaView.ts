import type { LineView } from './machineView.ts'

/** The rooms of the plasma plant: as in `machineView.ts`, shares from 0 to 1 of what eyes see and gauges show. */
export type PlasmaMachine =
  | PlasmaThawView
  | ColdTankView
  | PlasmaCentrifugeView
  | FilterPressView
  | SolventDetergentView
  | TreatmentView
  | PasteuriserView
  | FreezeDryerView
  | InspectionView

/** Donations on their trolley, then opened into a jacketed vat and melted. */
export interface PlasmaThawView {
  readonly unit: 'plasmaThaw'
  readonly phase: 'temper' | 'thaw' | 'hold' | 'done'
  /** Needle of the probe in a bottle, -40 to 0 °C. */
  readonly core: number
  /** Of the plasma, still frozen. */
  readonly ice: number
  /** Needle of the vat, -5 to 15 °C. */
  readonly temperature: number
  /** Cold-insoluble snow in the liquid. */
  readonly flakes: number
  /** Jacket, 0 to 40 °C; and how far its wall is past what the snow stands. */
  readonly jacket: number
  readonly hotWall: number
  readonly stirring: number
  /** Share of the tempering or of the hold that is done, on the clock; null: no clock runs. */
  readonly clock: number | null
}

/** A jacketed tank in the cold, and the ethanol that comes into it through a lance. */
export interface ColdTankView {
  readonly unit: 'ethanolPrecipitation'
  readonly fill: number
  /** Milk of what precipitates, and how large its particles have grown. */
  readonly cloud: number
  readonly grain: number
  /** Slush, of a third of the water. */
  readonly slush: number
  /** Rime on the shell: how far the tank is below zero. */
  readonly frost: number
  /** Needles, -20 to 20 °C: the tank, and where it would freeze. */
  readonly temperature: number
  readonly freezing: number
  readonly dosing: 'buffer' | 'ethanol' | null
  /** Speed of that. */
  readonly rate: number
  /** Warm streak where the ethanol comes in. */
  readonly plume: number
  /** Ethanol left in its tank. */
  readonly ethanol: number
  /** Needle of what the agitator draws. */
  readonly load: number
  readonly stirring: number
  readonly aged: number
}

/** Disc centrifuge that leaves its paste in a cart; `pool` is the liquid. */
export interface PlasmaCentrifugeView extends LineView {
  readonly unit: 'plasmaCentrifuge'
  readonly speed: number
  /** Paste in the bowl, and in the cart. */
  readonly bowl: number
  readonly cart: number
  /** Haze of what leaves. */
  readonly haze: number
  /** Needle of the bowl, -15 to 25 °C, and rime on the hood. */
  readonly temperature: number
  readonly frost: number
}

export interface FilterPressView extends LineView {
  readonly unit: 'filterPress'
  /** Needle, 0 to 6 bar. */
  readonly pressure: number
  /** Cake between the cloths; 1: the frames are full. */
  readonly cake: number
  /** Haze of the jet. */
  readonly haze: number
  /** Filter aid in the slurry. */
  readonly aid: number
  /** Cloths used so far: each time the cake goes into the cart. */
  readonly cloths: number
  readonly cart: number
}

/** Two tanks, and the painted border between what may and what may no longer hold virus. */
export interface SolventDetergentView {
  readonly unit: 'solventDetergent'
  readonly tank: 1 | 2
  /** Levels of the tanks. */
  readonly first: number
  readonly second: number
  readonly dosing: boolean
  /** How far reagent and product are one liquid. */
  readonly mixed: number
  /** What hangs on the dome, and in the dead leg, as far as anybody has looked. */
  readonly drops: number
  readonly deadLeg: number
  /** The hose to what comes next, of which side of the border; and whether the one of the treated side is there at all. */
  readonly hose: 'after' | 'before' | null
  readonly isHung: boolean
  /** Needle, 0 to 40 °C. */
  readonly temperature: number
  readonly stirring: number
  readonly hold: number
}

/** Bottles in a rack, let down into a water bath. */
export interface PasteuriserView {
  readonly unit: 'pasteuriser'
  readonly phase: 'heat' | 'hold' | 'cool' | 'done'
  /** Needles, 20 to 70 °C: the middle of the rack, a corner of it. */
  readonly middle: number
  readonly corner: number
  /** How warm the water is. */
  readonly water: number
  readonly hold: number
}

export interface FreezeDryerView {
  readonly unit: 'freezeDryer'
  readonly phase: 'freeze' | 'primary' | 'secondary' | 'done'
  /** Needles, -60 to 60 °C: the shelf, the product. */
  readonly shelf: number
  readonly product: number
  /** Needle of the chamber's vacuum, none to full. */
  readonly vacuum: number
  /** Liquid that has become ice. */
  readonly frozen: number
  /** Of the cake, dry from above. */
  readonly dried: number
  /** Of the cake, sunk. */
  readonly collapsed: number
  /** Water of the cake gone, on the coils. */
  readonly condensed: number
  readonly stoppered: boolean
}

/** Freeze-dried vials before a lamp, one by one. */
export interface InspectionView {
  readonly unit: 'inspection'
  /** Of all vials, taken out. */
  readonly rejected: number
  readonly any: boolean
}

/** A jacketed tank in which paste dissolves, or a treatment does its work for a time. */
export interface TreatmentView {
  readonly unit: 'resuspension' | 'caprylate' | 'plasmaLowPh'
  readonly fill: number
  /** What floats undissolved, or has fallen; and foam on top. */
  readonly cloud: number
  readonly foam: number
  /** Needles: 0 to 50 °C, pH 3 to 9. */
  readonly temperature: number
  readonly pH: number
  readonly dosing: boolean
  readonly stirring: number
  readonly clock: number
}
