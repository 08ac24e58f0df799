import aav from '../../../assets/art/plants/aav.svg'
import academyPeople from '../../../assets/art/plants/academy-people.svg'
import academy from '../../../assets/art/plants/academy.svg'
import antibody from '../../../assets/art/plants/antibody.svg'
import labPeople from '../../../assets/art/plants/lab-people.svg'
import lab from '../../../assets/art/plants/lab.svg'
import plasma from '../../../assets/art/plants/plasma.svg'

/** x, y, width, height in the scene: 1920 wide, the ground at 806. The drawings use the same coordinates. */
export type Box = readonly [number, number, number, number]

export const SCENE_WIDE = 1920

export interface Building {
  readonly id: 'academy' | 'plasma' | 'lab' | 'antibody' | 'aav'
  readonly picture: string
  /** Who goes home at night. */
  readonly people?: string
  readonly box: Box
  /** Where its station is on the line. */
  readonly centre: number
  /** Plants are circles on the line, houses about quality and learning are squares. */
  readonly station: 'circle' | 'square'
  /** Rooms, and how much of their light stays on at night. */
  readonly rooms: readonly { readonly box: Box; readonly lit: number }[]
  readonly stacks: readonly (readonly [number, number])[]
  readonly fans: readonly (readonly [number, number])[]
  /** Inside of the vessel that bubbles while a lot is going on. */
  readonly vessel?: Box
}

/** From left to right: the stations of one line. */
export const BUILDINGS: readonly Building[] = [
  {
    id: 'academy',
    picture: academy,
    people: academyPeople,
    box: [12, 594, 284, 212],
    centre: 154,
    station: 'square',
    rooms: [{ box: [34, 664, 240, 136], lit: 0.12 }],
    stacks: [],
    fans: [],
  },
  {
    id: 'plasma',
    picture: plasma,
    box: [390, 440, 472, 366],
    centre: 640,
    station: 'circle',
    rooms: [
      { box: [440, 518, 250, 132], lit: 0.55 },
      { box: [698, 518, 142, 132], lit: 0 },
      { box: [440, 662, 400, 138], lit: 1 },
    ],
    stacks: [[476, 444]],
    fans: [
      [580, 485],
      [720, 485],
    ],
  },
  {
    id: 'lab',
    picture: lab,
    people: labPeople,
    box: [884, 572, 224, 234],
    centre: 996,
    station: 'square',
    rooms: [
      { box: [906, 630, 180, 78], lit: 0.05 },
      { box: [906, 718, 180, 82], lit: 0.9 },
    ],
    stacks: [],
    fans: [[950, 597]],
  },
  {
    id: 'antibody',
    picture: antibody,
    box: [1128, 222, 424, 584],
    centre: 1340,
    station: 'circle',
    rooms: [
      { box: [1150, 318, 120, 146], lit: 0.6 },
      { box: [1150, 476, 120, 158], lit: 0.9 },
      { box: [1150, 646, 120, 154], lit: 0 },
      { box: [1280, 442, 250, 358], lit: 1 },
    ],
    stacks: [[1176, 230]],
    fans: [
      [1270, 285],
      [1420, 285],
    ],
    vessel: [1345, 588, 118, 122],
  },
  {
    id: 'aav',
    picture: aav,
    box: [1578, 372, 314, 434],
    centre: 1735,
    station: 'circle',
    rooms: [
      { box: [1600, 448, 270, 158], lit: 0.5 },
      { box: [1600, 618, 270, 182], lit: 1 },
    ],
    stacks: [[1616, 384]],
    fans: [[1700, 415]],
  },
]
