import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem/problem.ts'
import {
  add,
  compare,
  currencies,
  isCurrency,
  minorUnit,
  money,
  multiply,
  negate,
  parseAmount,
  partHalfUp,
  roundHalfUp,
  split,
  subtract,
  sum,
  toDecimal,
  toText,
} from './money.ts'

const currency = fc.constantFrom(...currencies)
const ucents = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n })
const amount = fc.tuple(ucents, currency).map(([value, of]) => money(value, of))
const twenty = 200_000

describe('the guide', () => {
  test('O3 37.87 at 20 % is 7.57, together 45.44', () => {
    const net = parseAmount('37.87', 'EUR')
    const tax = partHalfUp(net, twenty)
    expect(toDecimal(tax)).toBe('7.57')
    expect(toText(add(net, tax))).toBe('45.44 €')
  })

  test('O3 tax on the sum of the lines, not line by line', () => {
    const lines = [parseAmount('0.13', 'EUR'), parseAmount('0.13', 'EUR'), parseAmount('0.13', 'EUR')]
    expect(toDecimal(partHalfUp(sum(lines, 'EUR'), twenty))).toBe('0.08')
    expect(
      toDecimal(
        sum(
          lines.map((line) => partHalfUp(line, twenty)),
          'EUR',
        ),
      ),
    ).toBe('0.09')
  })

  test('priceInUcents is the value times 100,000,000', () => {
    expect(parseAmount('59.90', 'EUR').ucents).toBe(5_990_000_000n)
    expect(parseAmount(1025.89, 'EUR').ucents).toBe(102_589_000_000n)
  })
})

describe('S6 rounding half up', () => {
  test.each([
    ['EUR', '1.005', '1.01'],
    ['EUR', '1.00499999', '1.00'],
    ['EUR', '-1.005', '-1.01'],
    ['EUR', '-0.004', '0.00'],
    ['TND', '1.0005', '1.001'],
    ['XOF', '2.5', '3'],
    ['XOF', '2.49', '2'],
  ] as const)('%s %s is %s', (of, from, to) => {
    expect(toDecimal(roundHalfUp(parseAmount(from, of)))).toBe(to)
  })

  test('is within half a unit, idempotent, and the same for a credit', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const rounded = roundHalfUp(value)
        const unit = minorUnit(value.currency)
        expect(rounded.ucents % unit).toBe(0n)
        expect(2n * absolute(rounded.ucents - value.ucents)).toBeLessThanOrEqual(unit)
        expect(roundHalfUp(rounded)).toEqual(rounded)
        expect(roundHalfUp(negate(value))).toEqual(negate(rounded))
      }),
    )
  })

  test('a part is the exact part, rounded once', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 1_000_000 }), (value, ppm) => {
        const unit = minorUnit(value.currency)
        const part = partHalfUp(value, ppm)
        expect(part.ucents % unit).toBe(0n)
        const off = absolute(part.ucents * 1_000_000n - value.ucents * BigInt(ppm))
        expect(2n * off).toBeLessThanOrEqual(unit * 1_000_000n)
      }),
    )
    expect(partHalfUp(money(123n * minorUnit('EUR'), 'EUR'), 1_000_000).ucents).toBe(123n * minorUnit('EUR'))
  })
})

describe('splitting', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
    .filter((list) => list.some((weight) => weight > 0n))

  test('conserves the sum and is fair to less than a unit', () => {
    fc.assert(
      fc.property(amount, weights, (value, shares) => {
        const parts = split(value, shares)
        expect(parts).toHaveLength(shares.length)
        expect(sum(parts, value.currency)).toEqual(value)
        const total = shares.reduce((left, right) => left + right, 0n)
        const bound = 2n * minorUnit(value.currency) * total
        for (const [index, weight] of shares.entries()) {
          expect(absolute((parts[index]?.ucents ?? 0n) * total - value.ucents * weight)).toBeLessThan(bound)
          if (weight === 0n) expect(parts[index]?.ucents).toBe(0n)
        }
      }),
    )
  })

  test('of whole cents gives whole cents', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), currency, weights, (units, of, shares) => {
        const unit = minorUnit(of)
        for (const part of split(money(units * unit, of), shares)) expect(part.ucents % unit).toBe(0n)
      }),
    )
  })

  test.each([
    ['0.10', [1n, 1n, 1n], ['0.04', '0.03', '0.03']],
    ['-0.10', [1n, 1n, 1n], ['-0.04', '-0.03', '-0.03']],
    ['45.44', [3587n, 199n], ['43.05', '2.39']],
    ['1.00', [0n, 1n], ['0.00', '1.00']],
    ['1.001', [0n, 1n], ['0.00', '1.001']],
  ])('%s by %s', (value, shares, parts) => {
    expect(split(parseAmount(value, 'EUR'), shares).map(toDecimal)).toEqual(parts)
  })

  test('needs a weight', () => {
    expect(() => split(money(1n, 'EUR'), [])).toThrow()
    expect(() => split(money(1n, 'EUR'), [0n, 0n])).toThrow()
  })
})

describe('reading and writing', () => {
  test('what is written is read back', () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(parseAmount(toDecimal(value), value.currency)).toEqual(value)
      }),
    )
  })

  test('a JSON number means the decimal that it prints as', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n - 10n ** 12n, max: 10n ** 12n - 1n }), (cents) => {
        const value = money(cents * minorUnit('EUR'), 'EUR')
        expect(parseAmount(Number(toDecimal(value)), 'EUR')).toEqual(value)
      }),
    )
  })

  test.each([
    [1234567890.1, 'EUR', '1234567890.10'],
    [0.1 + 0.2, 'EUR', '0.30'],
    [1e-7, 'EUR', '0.0000001'],
    [3e-8, 'EUR', '0.00000003'],
    [-0, 'EUR', '0.00'],
    ['-1.99', 'EUR', '-1.99'],
    ['7', 'EUR', '7.00'],
    ['7', 'XOF', '7'],
    ['7.5', 'TND', '7.500'],
    ['0.00000001', 'EUR', '0.00000001'],
  ] as const)('%s in %s is %s', (input, of, text) => {
    expect(toDecimal(parseAmount(input, of))).toBe(text)
  })

  test.each([
    '',
    '1e3',
    '1,99',
    '+1',
    ' 1',
    '1.',
    '.5',
    '0.000000001',
    '12345678901',
    'NaN',
    '0x1',
    '1_000',
    '1\n',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e10,
    1e21,
    1e-9,
    37.870000001,
  ])('%s is refused by name', (input) => {
    expect(() => parseAmount(input, 'EUR')).toThrow(Problem)
    expect(() => parseAmount(input, 'EUR')).toThrow(`"${input}" is no amount`)
  })

  test.each([
    ['0', 'EUR', '0.00 €'],
    ['37.87', 'EUR', '37.87 €'],
    ['-1.99', 'EUR', '-1.99 €'],
    ['10', 'PLN', '10.00 zł'],
    ['10', 'SGD', '10.00 SGD'],
    ['10', 'XOF', '10 XOF'],
  ] as const)('%s %s reads %s', (input, of, text) => {
    expect(toText(parseAmount(input, of))).toBe(text)
  })

  test('currencies that are not sold in are none', () => {
    for (const text of ['XXX', 'eur', 'points', 'N/A', 'toString', '']) {
      expect(isCurrency(text)).toBe(false)
    }
  })
})

describe('arithmetic', () => {
  test('adding and taking away, multiplying and adding up agree', () => {
    fc.assert(
      fc.property(ucents, ucents, currency, fc.integer({ min: 0, max: 50 }), (left, right, of, count) => {
        const [a, b] = [money(left, of), money(right, of)]
        expect(subtract(add(a, b), b)).toEqual(a)
        expect(multiply(a, count)).toEqual(sum(new Array(count).fill(a), of))
        expect(Math.sign(compare(a, b))).toBe(left < right ? -1 : left > right ? 1 : 0)
      }),
    )
  })

  test('currencies never mix', () => {
    const [euro, dollar] = [money(1n, 'EUR'), money(1n, 'USD')]
    expect(() => add(euro, dollar)).toThrow()
    expect(() => subtract(euro, dollar)).toThrow()
    expect(() => compare(euro, dollar)).toThrow()
    expect(() => sum([dollar], 'EUR')).toThrow()
  })
})

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
