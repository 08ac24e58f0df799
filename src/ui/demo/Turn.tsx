import type { ComponentChildren } from 'preact'

/** Something to turn: a slider between two large keys. */
export function Turn(props: {
  readonly name: string
  readonly shown: string
  readonly less: string
  readonly more: string
  readonly onLess: () => void
  readonly onMore: () => void
  readonly children: ComponentChildren
}) {
  const { name, shown, less, more, onLess, onMore, children } = props
  return (
    <div class="demo-turn">
      <p aria-hidden="true">
        {name} <b>{shown}</b>
      </p>
      <button type="button" class="second" aria-label={less} onClick={onLess}>
        −
      </button>
      {children}
      <button type="button" class="second" aria-label={more} onClick={onMore}>
        +
      </button>
    </div>
  )
}
