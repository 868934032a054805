import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../calendar/period.ts'
import type { ServiceId } from '../identity/identity.ts'
import { add, minorUnit, parseAmount, sum, toDecimal, zero } from '../money/money.ts'
import { chooseStrategy } from '../strategies/choose-strategy.ts'
import { familyOf } from '../strategies/family.suite.ts'
import { amountsOf, draftOrder, type TaxedLine } from './draft-order.ts'

const now = Temporal.Instant.from('2026-11-22T12:00:00Z')
const expiresAt = now.add({ hours: 24 })
const guide = familyOf({
  services: [
    { id: 12345, plan: 'domain', link: 1, expires: '2027-01-15' },
    { id: 67890, plan: 'hosting', link: 1, expires: '2027-01-31' },
  ],
  plans: {
    domain: { prices: { P1Y: '1.99' }, type: 'Domain .ovh' },
    hosting: { prices: { P1Y: '35.88' }, type: 'Hosting Perso 2014' },
  },
})
const strategy = chooseStrategy(guide, 12345 as ServiceId, parsePeriod('P1Y'), [12345, 67890] as ServiceId[])
const facts = {
  strategies: [strategy],
  currency: 'EUR',
  kind: 'renewal',
  billingGroupId: null,
  identities: null,
  taxRatePpm: 200_000,
  taxNote: null,
  now,
  expiresAt,
} as const
const texts = ({ net, tax, gross }: ReturnType<typeof amountsOf>) => [net, tax, gross].map(toDecimal)
const line = (value: string, taxRatePpm = 200_000): TaxedLine => ({ totalPrice: parseAmount(value, 'EUR'), taxRatePpm })

describe('O3 lines and totals', () => {
  test("the guide's order: 37.87 at 20 % is 7.57, together 45.44", () => {
    const draft = draftOrder(facts)
    expect(texts(draft.amounts)).toEqual(['37.87', '7.57', '45.44'])
    expect(draft).toMatchObject({ kind: 'renewal', identity: null, currency: 'EUR', createdAt: now, expiresAt })
  })

  test('one line a service, in the order of the strategy, from its own expiration', () => {
    const { lines } = draftOrder(facts)
    expect(lines.map((one) => [one.serviceId, one.serviceType, String(one.startsOn), String(one.endsOn)])).toEqual([
      [67890, 'Hosting Perso 2014', '2027-01-31', '2028-01-31'],
      [12345, 'Domain .ovh', '2027-01-15', '2028-01-15'],
    ])
    expect(lines.map((one) => [toDecimal(one.unitPrice), toDecimal(one.totalPrice), one.quantity])).toEqual([
      ['35.88', '35.88', 1],
      ['1.99', '1.99', 1],
    ])
  })

  test.each([
    ['once on the sum, not line by line', [line('0.02'), line('0.02'), line('0.02')], ['0.06', '0.01', '0.07']],
    ['a half goes up', [line('0.125', 40_000), line('12.375', 40_000)], ['12.50', '0.50', '13.00']],
    ['half a cent is a cent', [line('0.10', 50_000)], ['0.10', '0.01', '0.11']],
    ['less than half a cent is none', [line('0.09', 50_000)], ['0.09', '0.00', '0.09']],
    ['each rate on its own sum', [line('0.12'), line('0.12', 55_000), line('0.12')], ['0.36', '0.06', '0.42']],
    ['a rate of nothing', [line('37.87', 0)], ['37.87', '0.00', '37.87']],
    ['a credit has the tax of the amount with its sign turned', [line('-37.87')], ['-37.87', '-7.57', '-45.44']],
    ['a credit against a price', [line('-1.99'), line('1.99')], ['0.00', '0.00', '0.00']],
    ['no lines', [], ['0.00', '0.00', '0.00']],
  ])('tax: %s', (_what, lines, expected) => {
    expect(texts(amountsOf(lines, 'EUR'))).toEqual(expected)
  })

  test('gross is net and tax; tax is whole cents, and within half a cent of exact for each rate', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 })
    const drawn = fc.array(fc.record({ cents, rate: fc.constantFrom(0, 55_000, 200_000, 230_000) }), { maxLength: 8 })
    fc.assert(
      fc.property(drawn, (several) => {
        const lines = several.map((one) => ({
          totalPrice: { ucents: BigInt(one.cents) * minorUnit('EUR'), currency: 'EUR' as const },
          taxRatePpm: one.rate,
        }))
        const { net, tax, gross } = amountsOf(lines, 'EUR')
        const exact = lines.reduce((total, one) => total + one.totalPrice.ucents * BigInt(one.taxRatePpm), 0n)
        const rates = BigInt(new Set(lines.map((one) => one.taxRatePpm)).size)
        const off = tax.ucents * 1_000_000n - exact
        expect(gross).toEqual(add(net, tax))
        expect(tax.ucents % minorUnit('EUR')).toBe(0n)
        expect(2n * (off < 0n ? -off : off) <= rates * minorUnit('EUR') * 1_000_000n).toBe(true)
      }),
    )
  })
})

test('S9 the net total is the price of the strategy', () => {
  const { amounts, lines } = draftOrder(facts)
  const totals = lines.map((one) => one.totalPrice)
  expect(amounts.net).toEqual(strategy.price)
  expect(sum(totals, 'EUR')).toEqual(strategy.price)
})

test('B4 an order without tax says why', () => {
  const draft = draftOrder({ ...facts, taxRatePpm: 0, taxNote: 'reverseCharge' })
  expect([draft.amounts.tax, draft.taxNote]).toEqual([zero('EUR'), 'reverseCharge'])
})

test('O7 an automatic order carries its identity and does not expire', () => {
  const identity = 'auto:12345:2027-01-15'
  const identities = new Map(strategy.lines.map(({ service }) => [service.id, identity]))
  const draft = draftOrder({ ...facts, kind: 'automatic', identities, expiresAt: null })
  expect(draft).toMatchObject({ kind: 'automatic', identity, expiresAt: null })
})
