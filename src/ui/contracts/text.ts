import { table } from '../../present/index.ts'

const fr = {
  title: 'Trois contrats',
  count: (kept: number, all: number) => `${kept} sur ${all} ${kept > 1 ? 'tenus' : 'tenu'}`,
  now: 'Tenu sur ce lot',
  before: 'Tenu sur un autre lot',
  open: 'À tenir',
  rule: 'Un contrat se tient sur un lot réussi, un à la fois ou les trois ensemble.',
}

const en: typeof fr = {
  title: 'Three contracts',
  count: (kept, all) => `${kept} of ${all} kept`,
  now: 'Kept on this batch',
  before: 'Kept on another batch',
  open: 'Still open',
  rule: 'A contract is kept on a batch that passes, one at a time or all three at once.',
}

export const contractTexts = table(fr, en)
