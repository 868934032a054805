import { plainNumber } from './card-entry.ts'

/** What the played provider makes of a card. */
export interface TestCard {
  /** It is not registered: the provider's verification fails. */
  readonly isRefused: boolean
  /** The script of its charges; null: they succeed. */
  readonly outcomes: readonly string[] | null
}

/** Numbers by which a tester says what is to happen: the customary test numbers, which no bank has given out. */
export const testCards = {
  works: '4242 4242 4242 4242',
  declines: '4000 0000 0000 9995',
  refused: '4000 0000 0000 0002',
} as const

/** What the played provider makes of a card's number: every one that is not listed works. */
export function testCard(number: string): TestCard {
  const plain = plainNumber(number)
  return {
    isRefused: plain === plainNumber(testCards.refused),
    outcomes: plain === plainNumber(testCards.declines) ? ['decline:insufficient_funds'] : null,
  }
}
