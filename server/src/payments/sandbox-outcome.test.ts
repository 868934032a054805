import { describe, expect, test } from 'vitest'
import { toDecimal } from '../money/money.ts'
import { parseOutcome, partialAmount } from './sandbox-outcome.ts'

describe('scripted outcomes of the sandbox', () => {
  test.each([
    ['success', { kind: 'success' }],
    ['decline:insufficient_funds', { kind: 'decline', reason: 'insufficient_funds' }],
    ['fail', { kind: 'fail' }],
    ['timeout:success', { kind: 'timeout', end: 'success' }],
    ['timeout:nothing', { kind: 'timeout', end: 'nothing' }],
    ['timeout:silent', { kind: 'timeout', end: 'silent' }],
    ['partial:10.00', { kind: 'partial', amount: '10.00' }],
  ])('%s', (text, outcome) => {
    expect(parseOutcome(text)).toEqual(outcome)
  })

  test('pending says how long and how it ends', () => {
    expect(parseOutcome('pending:P5D:fail')).toMatchObject({ kind: 'pending', end: 'fail' })
    const pending = parseOutcome('pending:PT90M:success')
    expect(pending.kind === 'pending' && pending.after.toString()).toBe('PT90M')
  })

  test.each([
    '',
    'Success',
    'decline',
    'decline:',
    'decline:no money',
    'pending',
    'pending:P5D',
    'pending:5:success',
    'pending:P5D:nothing',
    'timeout',
    'timeout:fail',
    'partial',
    'partial:-1',
    'partial:1e3',
    'success ',
  ])('"%s" is none', (text) => {
    expect(() => parseOutcome(text)).toThrow(`"${text}" is no outcome`)
  })

  test('a partial amount is of the currency that was asked', () => {
    expect(toDecimal(partialAmount({ amount: '10' }, 'PLN'))).toBe('10.00')
  })

  test('P5: a partial amount is of whole minor units, and so is the balance that it is booked to', () => {
    expect(toDecimal(partialAmount({ amount: '1.234' }, 'EUR'))).toBe('1.23')
    expect(toDecimal(partialAmount({ amount: '1.5' }, 'XOF'))).toBe('2')
  })
})
