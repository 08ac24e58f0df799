import { isAntibodyStream, type Stream } from '../src/models/index.ts'
import type { ClosedStep, Run } from '../src/play/index.ts'

/** The closed steps of an antibody level, with its streams by their own name. */
export function antibodySteps({
  closed,
}: Run): readonly (ClosedStep & { readonly entered: Stream; readonly product: Stream })[] {
  return closed.map((step) => {
    const { entered, product } = step
    if (!isAntibodyStream(entered) || !isAntibodyStream(product)) throw new Error('no antibody')
    return { ...step, entered, product }
  })
}
