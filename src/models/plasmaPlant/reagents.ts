/** What goes into plasma beside water and salt: masses and strengths that reckonings need (general knowledge). */
export const REAGENTS = {
  /** 95 % by volume; pure ethanol weighs 789 g/L at 20 °C. */
  ethanol: { strength_pct: 95, pure_g_L: 789, molar_g_mol: 46.07 },
  TnBP: { molar_g_mol: 266.3 },
  caprylate: { molar_g_mol: 144.2 },
  /** Stabiliser of albumin with caprylate: 20 mg in a gram are 0.081 mmol (plasma.md §5, V60). */
  acetyltryptophan: { molar_g_mol: 246.26 },
} as const

/** Grams in a litre of a liquid with so many per cent of ethanol by volume. */
export const ethanol_g_L = (ethanol_pct: number): number => (REAGENTS.ethanol.pure_g_L * ethanol_pct) / 100
