import { expect, test } from 'vitest'
import { parseAmount, toDecimal } from '../money/money.ts'
import { type CashMovement, retrievableOf } from './retrievable.ts'

const euros = (value: string) => parseAmount(value, 'EUR')
const cash = (value: string, withdrawn = '0') => ({ kind: 'topUp', isCash: true, value, withdrawn })
const gift = (value: string) => ({ kind: 'adjustment', isCash: false, value, withdrawn: '0' })
const paid = (value: string) => ({ kind: 'payment', isCash: false, value: `-${value}`, withdrawn: '0' })
const back = (value: string) => ({ kind: 'withdrawal', isCash: false, value: `-${value}`, withdrawn: '0' })
const returned = (value: string) => ({ kind: 'withdrawalBack', isCash: false, value, withdrawn: '0' })

test.each([
  ['cash', [cash('20')], '20', '20.00', ['20.00']],
  ['no gift', [gift('20')], '20', '0.00', []],
  ['cash, gifts having been spent first', [cash('20'), gift('10'), paid('15')], '15', '15.00', ['15.00']],
  ['nothing of a gift that came when the cash was spent', [cash('20'), paid('20'), gift('30')], '30', '0.00', ['0.00']],
  ['not what is reserved', [cash('20')], '5', '5.00', ['5.00']],
  ['not twice', [cash('20', '20'), back('20'), cash('10')], '10', '10.00', ['0.00', '10.00']],
  ['what could not be sent', [cash('20'), back('20'), returned('20')], '20', '20.00', ['20.00']],
  [
    'nothing of a balance below zero',
    [cash('20'), back('20'), { ...back('20'), kind: 'chargeback' }],
    '-20',
    '0.00',
    ['0.00'],
  ],
] as const)('%s can be had back', (_what, given, available, total, byMovement) => {
  const movements = given.map(({ value, withdrawn, ...rest }, index): CashMovement => {
    return { id: index + 1, ...rest, amount: euros(value), withdrawn: euros(withdrawn) }
  })
  const found = retrievableOf(movements, euros(available))
  expect(toDecimal(found.total)).toBe(total)
  expect([...found.byMovement.values()].map(toDecimal)).toEqual(byMovement)
})
