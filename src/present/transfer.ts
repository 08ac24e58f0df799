import {
  type GuestView,
  type LineView,
  type Run,
  type TransferEventView,
  transferView,
  type TransferView,
} from '../play/index.ts'
import { type Language, typeset } from './language.ts'
import type { TransferHouse, TransferPicture, TransferThing } from './plantView.ts'

/** A line of the dossier as it lies on the table: what does not fit only once somebody has looked, nothing of what is right. */
export type DossierSnapshot = Omit<LineView, 'fitting' | 'unfit' | 'procedure'>
export type GuestSnapshot = Omit<GuestView, 'reportable'>
export type TransferEventSnapshot = Omit<TransferEventView, 'fitting' | 'procedure'>

export interface TransferSnapshot extends Omit<TransferView, 'lines' | 'guests' | 'events' | 'rightDecider'> {
  readonly lines: readonly DossierSnapshot[]
  readonly guests: readonly GuestSnapshot[]
  readonly events: readonly TransferEventSnapshot[]
}

export function transferSnapshot(run: Run): TransferSnapshot | null {
  const view = transferView(run)
  if (!view) return null
  const { rightDecider: _, ...shown } = view
  return {
    ...shown,
    lines: view.lines.map(({ fitting: _f, unfit: _u, procedure: _p, ...line }) => line),
    guests: view.guests.map(({ reportable: _r, ...guest }) => guest),
    events: view.events.map(({ fitting: _f, procedure: _p, ...event }) => event),
  }
}

type Pair = readonly [fr: string, en: string]
const GUESTS: Readonly<Record<string, Pair>> = { antibody: ['Anticorps', 'Antibody'], aav: ['AAV', 'AAV'] }
/** Name, unit, and what one unit of it is in that of the model. */
const COMPARED: Readonly<Record<string, { readonly name: Pair; readonly unit: string; readonly per: number }>> = {
  mTitre: { name: ['Titre de la culture', 'Culture titre'], unit: 'g/L', per: 1 },
  hmw: { name: ['Agrégats, pool protéine A', 'Aggregates, Protein A pool'], unit: '%', per: 1 },
  hcp: { name: ['HCP du produit', 'Product HCP'], unit: 'ppm', per: 1 },
  titre: { name: ['Génomes à la récolte', 'Genomes at harvest'], unit: '10¹⁰/mL', per: 1e10 },
  full: { name: ['Capsides pleines', 'Full capsids'], unit: '%', per: 1 },
  functional: { name: ['Vecteur fonctionnel', 'Working vector'], unit: '%', per: 1 },
}

export const guestName = (language: Language, id: string): string =>
  typeset(language, GUESTS[id]?.[language === 'fr' ? 0 : 1] ?? id)

export function comparedName(language: Language, id: string): { name: string; unit: string; per: number } {
  const found = COMPARED[id] ?? { name: [id, id] as Pair, unit: '', per: 1 }
  return { ...found, name: typeset(language, found.name[language === 'fr' ? 0 : 1]) }
}

/** What a line of the dossier is about, and what somebody calls about. */
const ABOUT: Readonly<Record<string, TransferThing>> = {
  resin: 'column',
  air: 'tank',
  dilution: 'dilution',
  nano: 'nano',
  hcp: 'lab',
  stir: 'tank',
  mix: 'mixer',
  plasmid: 'store',
  cut: 'polish',
  titre: 'lab',
  store: 'drum',
}
/** Where a unit works; what has no place of its own is shown at the next that has. */
const WORKS: Readonly<Record<string, TransferThing>> = {
  setUp: 'tank',
  culture: 'tank',
  centrifuge: 'column',
  depthFilter: 'column',
  proteinA: 'column',
  lowPhHold: 'dilution',
  cationExchange: 'dilution',
  anionExchange: 'dilution',
  nanofilter: 'nano',
  ultrafiltration: 'lab',
  sterileFill: 'lab',
  cellExpansion: 'tank',
  vectorTransfection: 'mixer',
  vectorProduction: 'tank',
  vectorLysis: 'tank',
  vectorDepthFilter: 'polish',
  vectorUltrafiltration: 'polish',
  vectorAffinity: 'polish',
  fullEmptyExchange: 'polish',
  vectorFill: 'lab',
  laboratory: 'lab',
}

/** The line that a thing is about, for a touch on it: the first that is not looked into yet. */
export const lineAbout = (transfer: TransferSnapshot, guest: string, thing: string): string | null => {
  const all = transfer.lines.filter((l) => l.guest === guest && ABOUT[l.id] === thing)
  return (all.find((l) => !l.checked) ?? all[0])?.id ?? null
}

/** The two houses; `about`: the line that is open, or who calls. */
export function transferPicture(transfer: TransferSnapshot, about: string | null): TransferPicture {
  const asked = [...transfer.lines, ...transfer.events].find(({ id }) => id === about)
  const thing = asked && ABOUT[asked.id]
  return {
    kind: 'transfer',
    houses: transfer.guests.map(({ id, from_L, to_L, lots }): TransferHouse => {
      const at = (lots.gmp ?? lots.trial)?.at
      return { guest: id as TransferHouse['guest'], from_L, to_L, at: at ? (WORKS[at] ?? null) : null }
    }),
    lit: asked && thing ? { guest: asked.guest as TransferHouse['guest'], thing } : null,
  }
}
