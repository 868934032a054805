import { describe, expect, test } from 'vitest'
import { polishCustomer, sampleDocumentFacts, seller } from '../../test/sample-facts.ts'
import { euro, sampleBill } from '../../test/sample-values.ts'
import type { BillingDocument } from '../bills/document.ts'
import type { DocumentId } from '../identity/identity.ts'
import { billState, type DocumentFacts, documentSheet } from './document-sheet.ts'

const sheetOf = (changes: Partial<DocumentFacts> = {}) => documentSheet(sampleDocumentFacts(changes), 'Europe/Paris')
const refundOf = (gross: string, changes: Partial<BillingDocument> = {}) =>
  sampleBill({
    ...{ id: 'R2026-000001' as DocumentId, kind: 'refund', corrects: sampleBill().id, seller },
    amounts: { net: euro(gross), tax: euro('0'), gross: euro(gross) },
    ...changes,
  })

describe('the sheet of a bill', () => {
  test('tells its number, its order, its date, how it was paid', () => {
    const sheet = sheetOf()
    expect(sheet).toMatchObject({
      kind: 'bill',
      title: 'Faktura B2026-000001',
      name: 'B2026-000001',
      dated: '2026-12-01T08:00:00Z',
      state: { text: 'Zapłacona', tone: 'done' },
      facts: [
        { label: 'Data wystawienia', value: '1 grudnia 2026' },
        { label: 'Konto klienta', value: 'cd23456-ovh' },
        { label: 'Zamówienie', value: '100000001' },
        { label: 'Zapłacono', value: '1 grudnia 2026, karta płatnicza' },
      ],
    })
  })

  test('P7 settled by deferred payment, it says by when that is to be paid', () => {
    const { facts } = sheetOf({ dueOn: Temporal.PlainDate.from('2026-12-31') })
    expect(facts.at(-1)).toEqual({ label: 'Do zapłaty do', value: '31 gru 2026' })
    expect(sheetOf({ dueOn: Temporal.PlainDate.from('2026-12-31'), debtIsOpen: true }).facts).toHaveLength(3)
  })

  test('a line without a period has no dates', () => {
    const [line] = sampleBill().lines
    if (!line) throw new Error('the sample bill has lines')
    const document = sampleBill({ seller, lines: [{ ...line, startsOn: null, endsOn: null }] })
    expect(sheetOf({ document }).lines).toMatchObject([{ from: '', to: '' }])
  })

  test.each<[string, Partial<DocumentFacts>, ReturnType<typeof billState>]>([
    ['paid', {}, 'paid'],
    ['an open debt', { debtIsOpen: true, orderStatus: 'notPaid', payment: null }, 'due'],
    ['an open debt that is being paid', { debtIsOpen: true, orderStatus: 'checking', payment: null }, 'checking'],
    ['one line taken back', { corrections: [refundOf('2.39')] }, 'partlyRefunded'],
    ['all taken back in parts', { corrections: [refundOf('2.39'), refundOf('43.05')] }, 'credited'],
    ['credited unpaid', { corrections: [refundOf('45.44')], orderStatus: 'cancelled', payment: null }, 'credited'],
    ['charged back after a part was refunded', { corrections: [refundOf('2.39')], debtIsOpen: true }, 'due'],
  ])('%s', (_case, changes, state) => {
    expect(billState(sampleDocumentFacts(changes))).toBe(state)
  })

  test('an open debt says nothing of a payment; corrections are named', () => {
    expect(sheetOf({ debtIsOpen: true, orderStatus: 'notPaid' }).facts).toHaveLength(3)
    expect(sheetOf({ corrections: [refundOf('2.39')] }).notes).toEqual(['Skorygowana przez R2026-000001.'])
  })
})

describe('B6 the sheet of a refund', () => {
  test('is a credit note that names the bill it corrects', () => {
    const sheet = sheetOf({ document: refundOf('45.44', { customer: { ...polishCustomer, language: 'en_GB' } }) })
    expect(sheet).toMatchObject({
      title: 'Credit note R2026-000001',
      state: { text: 'Refunded', tone: 'done' },
      totals: [{}, {}, { label: 'Total credited', amount: '€45.44' }],
    })
    expect(sheet.facts.at(-1)).toEqual({ label: 'Corrects invoice', value: 'B2026-000001' })
  })

  test.each([
    ['underway', 'waiting'],
    ['toMeans', 'done'],
    ['toBalance', 'done'],
    ['nothingPaid', 'done'],
  ] as const)('money that is %s reads as %s', (refundTo, tone) => {
    const { state } = sheetOf({ document: refundOf('45.44'), refundTo })
    expect(state.tone).toBe(tone)
    expect(state.text).not.toBe('')
  })
})
