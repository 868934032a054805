import { describe, expect, test } from 'vitest'
import { judgeCard } from './card-entry.ts'
import { testCard, testCards } from './test-cards.ts'

const today = Temporal.PlainDate.from('2026-07-15')
const card = { number: '4242424242424242', expiry: '09/29', code: '123' }

describe('a card that is typed', () => {
  test.each([
    ['4242 4242 4242 4242', '123', 'VISA', '4242'],
    ['5555-5555-5555-4444', '123', 'MASTERCARD', '4444'],
    ['378282246310005', '1234', 'AMERICAN_EXPRESS', '0005'],
    ['3530111333300000', '123', 'JCB', '0000'],
  ])('%s is taken; of its number four digits are known', (number, code, brand, lastDigits) => {
    const judged = judgeCard({ ...card, number, code }, today)
    expect(judged).toEqual({ card: { brand, lastDigits, expiresOn: Temporal.PlainDate.from('2029-09-30') } })
    expect(JSON.stringify(judged)).not.toContain(number.replace(/\D/g, '').slice(0, 6))
  })

  test.each([
    ['a wrong check digit', { number: '4242424242424241' }, ['number']],
    ['letters', { number: 'four' }, ['number']],
    ['nothing', { number: '', expiry: '', code: '' }, ['number', 'expiry', 'code']],
    ['a brand that is not taken', { number: '6200000000000005' }, ['number']],
    ['last month', { expiry: '06/26' }, ['expiry']],
    ['no month', { expiry: '13/29' }, ['expiry']],
    ['a year that is too far', { expiry: '01/47' }, ['expiry']],
    ['a short code', { code: '12' }, ['code']],
    ['the four digits of another brand', { code: '1234' }, ['code']],
  ])('%s is refused by name', (_, changes, wrong) => {
    expect(judgeCard({ ...card, ...changes }, today)).toEqual({ wrong })
  })

  test.each([
    ['07/26', '2026-07-31'],
    ['7 / 2026', '2026-07-31'],
    ['0229', '2029-02-28'],
  ])('%s is good until %s', (expiry, last) => {
    expect(judgeCard({ ...card, expiry }, today)).toMatchObject({ card: { expiresOn: Temporal.PlainDate.from(last) } })
  })
})

test('the numbers to try are cards, and say what is to happen', () => {
  for (const number of Object.values(testCards)) expect(judgeCard({ ...card, number }, today)).toHaveProperty('card')
  expect(testCard(testCards.works)).toEqual({ isRefused: false, outcomes: null })
  expect(testCard('4000-0000-0000-9995').outcomes).toEqual(['decline:insufficient_funds'])
  expect(testCard('4000000000000002').isRefused).toBe(true)
})
