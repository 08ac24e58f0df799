import { expect, test } from 'vitest'
import { type Card, cardAddress, readCard } from './card.ts'

const card: Card = { demo: 'P0', medals: 2, share: 0.713, name: [5, 19], language: 'fr' }

test('a card goes into an address and comes back, to the percent', () => {
  const address = cardAddress('https://ecole.example/lot/take-home.html#old', card)
  expect(address).toBe('https://ecole.example/lot/take-home.html#P0.2.71.5-19.fr')
  expect(readCard(new URL(address).hash)).toEqual({ ...card, share: 0.71 })
})

test.each([
  '',
  '#',
  '#P1.2.71.5-19.fr',
  '#P0.4.71.5-19.fr',
  '#P0.2.101.5-19.fr',
  '#P0.2.71.5-19.de',
  '#<b>',
  '#P0.2.71.5-19.fr ',
])('what is no card is none: %s', (hash) => expect(readCard(hash)).toBeNull())
