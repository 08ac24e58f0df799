import type { MachineView } from './machineView.ts'

/**
 * What the stage draws, as plain data. Shares run from 0 to 1, places from 0 to 1 of the picture's width and height.
 * Nothing here is animated by itself: the stage shows the view it was last given.
 */
export type PlantView = CultureView | MachineView | PourView | RoomView | TransferPicture

/** A bioreactor in its hall, cut open. */
export interface CultureView {
  readonly kind: 'culture'
  /** Nothing beside the machine and its post has to stay in sight: one goes as near as these allow. */
  readonly framing?: 'vessel'
  readonly vessel: VesselView
  /** The bag on the scale first; a second one stands beside it while the choice is open. Anchors: bag.1, bag.2. */
  readonly bags: readonly BagView[]
  /** What the scale's own display reads, in the player's decimals; null: dark. */
  readonly scale_kg: string | null
  /** 0 to 1 of 0 to 100 % of air saturation, as the probe reads; null: no dial in the hall. */
  readonly oxygenNeedle: number | null
  /** The hand wheel under the dial; null: no wheel. */
  readonly wheel: {
    /** 0 shut to 1 wide open. */
    readonly turn: number
    /** How much it glows, to be found in the dark. */
    readonly glow: number
  } | null
  readonly people: readonly PersonView[]
  /** Plant time of day, 0 to 24: sky, light and night. */
  readonly hour: number
  /** 1: the lamps of the hall are on as at any night; 0: only the machine and the wheel are seen. */
  readonly lamps: number
  readonly alarms: readonly AlarmView[]
}

export interface VesselView {
  /** Nominal size: 50, 200, 500 and 2,000 L are drawn at different heights. */
  readonly scale_L: number
  /** 0 to 1 of the working volume; up to 1.25 when it was overfilled. */
  readonly fill: number
  /** 0 to 1 of the headspace; at 1 it is in the vent. */
  readonly foam: number
  /** 0 to 1 of full gas flow: bubbles. */
  readonly gas: number
  /** Share of pure oxygen in the gas: the second inlet. */
  readonly oxygenShare: number
  readonly stirring_rpm: number
  /** Cells: how milky the broth is. */
  readonly turbidity: number
  /** Share of dead cells: the broth turns grey. */
  readonly dead: number
  /** 0 dry to 1 soaked. */
  readonly ventWet: number
  /** 0 to 1 of full pump flow, also while it only drips. */
  readonly feeding: number
  readonly baseDripping: boolean
  /** -1 as cold as a shifted culture, 0 as warm as cells grow, 1 too warm: the water of the jacket. */
  readonly jacket: number
}

export interface BagView {
  readonly id: string
  /** 0 empty to 1 full. */
  readonly left: number
  /** The date as printed on its label; whether it has passed is for the player to read. */
  readonly expires: string
}

export interface PersonView {
  readonly who: 'nadia' | 'sami' | 'you' | 'idriss' | 'night'
  /** sample: at the valve; feed: at the bag; adjust: at the post; write and phone: beside it; look: up, at an alarm. */
  readonly doing: 'stand' | 'sample' | 'feed' | 'adjust' | 'write' | 'phone' | 'look' | 'away'
}

export interface AlarmView {
  /** An anchor of the stage. */
  readonly on: string
  readonly priority: 1 | 2 | 3
  readonly acknowledged: boolean
}

/** Complexes growing under the lens, and the pour. */
export interface PourView {
  readonly kind: 'pour'
  /** Up to 10 L a flask on the bench, above it the tank. */
  readonly scale_L: number
  /** Diameter of the complexes. */
  readonly particle_nm: number
  /** 0 clear to 1 milky. */
  readonly cloud: number
  /** 0 to 1 of the mixing bottle. */
  readonly cocktailLeft: number
  readonly pouring: boolean
  /** 0: poured by hand; 1 to 4 pump heads. */
  readonly pumps: number
  /** 0 to 1 of the flask or tank. */
  readonly cultureFill: number
  readonly secondsSinceMix: number
  /** A bar of 500 nm in the lens. */
  readonly showSize: boolean
}

/** Line clearance: a dark weighing booth, searched with a lamp. */
export interface RoomView {
  readonly kind: 'room'
  readonly items: readonly ItemView[]
  /** Where the lamp points; null: it follows the pointer. */
  readonly lampAt: { readonly x: number; readonly y: number } | null
  readonly dark: boolean
}

export interface ItemView {
  readonly id: string
  readonly art: ItemArt
  /** The middle of its foot: shelf 0.40, table 0.70, floor 0.94. */
  readonly x: number
  readonly y: number
  /** 1: about as wide as a hand is long. */
  readonly size: number
  readonly looked: boolean
  readonly tagged: boolean
}

export type ItemArt =
  | 'bag'
  | 'balance'
  | 'beaker'
  | 'bin'
  | 'bottle'
  | 'box'
  | 'cart'
  | 'coffee'
  | 'drum'
  | 'gloves'
  | 'hose'
  | 'label'
  | 'logbook'
  | 'pen'
  | 'scoop'
  | 'sieve'
  | 'tubes'
  | 'weight'
  | 'wipes'

/** Two houses beside each other, for each medicine that is brought from one to the other. */
export interface TransferPicture {
  readonly kind: 'transfer'
  readonly houses: readonly TransferHouse[]
  /** What somebody asks or reads about: it is lit in both houses. */
  readonly lit: { readonly guest: TransferHouse['guest']; readonly thing: TransferThing } | null
}

export interface TransferHouse {
  readonly guest: 'antibody' | 'aav'
  readonly from_L: number
  readonly to_L: number
  /** What works the batch here now; null: none runs. */
  readonly at: TransferThing | null
}

/** The vessel; the column of the capture; where the load is diluted; the virus filter; the laboratory; the freezer; bottle and pump of the mix; the drum of detergent; the column of the cut. */
export type TransferThing = 'tank' | 'column' | 'dilution' | 'nano' | 'lab' | 'store' | 'mixer' | 'drum' | 'polish'
