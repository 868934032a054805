import { describe, expect, test } from 'vitest'
import { money, parseAmount, toDecimal } from '../money/money.ts'
import { fund } from './funding.ts'

const euro = (value: string) => money(parseAmount(value, 'EUR').ucents, 'EUR')

describe('P8 balance first, the rest by the default means, whole bills only', () => {
  test.each([
    ['nothing prepaid', '10.00', '0.00', 'card', ['0.00', '10.00', 'card']],
    ['a part prepaid', '10.00', '4.00', 'card', ['4.00', '6.00', 'card']],
    ['all prepaid', '10.00', '10.00', 'card', ['10.00', '0.00', null]],
    ['more prepaid', '10.00', '99.00', 'card', ['10.00', '0.00', null]],
    ['all prepaid, no means', '10.00', '10.00', null, ['10.00', '0.00', null]],
    ['a cent too little, no means', '10.00', '9.99', null, null],
    ['nothing at all', '10.00', '0.00', null, null],
    ['an overdrawn balance', '10.00', '-5.00', 'card', ['0.00', '10.00', 'card']],
    ['an overdrawn balance, no means', '10.00', '-5.00', null, null],
    ['it costs nothing', '0.00', '0.00', null, ['0.00', '0.00', null]],
    ['it is a credit', '-1.00', '3.00', 'card', ['0.00', '0.00', null]],
  ])('%s: %s owed, %s available, means %s', (_name, owed, available, means, expected) => {
    const funding = fund({ owed: euro(owed), available: euro(available), means })
    expect(funding && [toDecimal(funding.fromBalance), toDecimal(funding.fromMeans), funding.means]).toEqual(expected)
  })
})
