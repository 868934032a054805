import { describe, expect, test } from 'vitest'
import { polishCustomer, sampleOrderFacts, samplePayment } from '../../test/sample-facts.ts'
import { euro, sampleLine, sampleOrder } from '../../test/sample-values.ts'
import type { DocumentId } from '../identity/identity.ts'
import { type OrderFacts, orderSheet } from './order-sheet.ts'

const sheetOf = (changes: Partial<OrderFacts> = {}) => orderSheet(sampleOrderFacts(changes), 'Europe/Paris')
const speaking = (language: string) => ({ ...polishCustomer, language })
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('the sheet of an order', () => {
  test('tells the guide’s order in Polish', () => {
    expect(sheetOf()).toEqual({
      kind: 'order',
      language: 'pl',
      title: 'Zamówienie 100000001',
      name: '100000001',
      dated: '2026-07-15T13:49:06.789Z',
      state: { text: 'Do zapłaty', tone: 'due' },
      seller: {
        role: 'Sprzedawca',
        name: 'Odnowa SAS',
        details: ['2 rue du Renouveau', '59100 Roubaix', 'Numer VAT: FR00123456789'],
      },
      customer: {
        role: 'Nabywca',
        name: 'Łucja Żółkiewska',
        details: ['ul. Gęślą Jaźń 7', '64-000 Kościan Świeć', 'Polska'],
      },
      facts: [
        { label: 'Data', value: '15 lipca 2026 15:49' },
        { label: 'Konto klienta', value: 'cd23456-ovh' },
        { label: 'Do zapłaty do', value: '16 lipca 2026 15:49' },
      ],
      headings: expect.objectContaining({ service: 'Usługa', totalPrice: 'Wartość' }),
      lines: [
        expect.objectContaining({ service: 'example.ovh', type: 'Hosting Perso 2014', totalPrice: '35,88\u00a0€' }),
        {
          ...{ service: 'example.ovh', type: 'Domain .ovh', from: '1 gru 2026', to: '1 gru 2027', quantity: '1' },
          ...{ unitPrice: '1,99\u00a0€', totalPrice: '1,99\u00a0€' },
        },
      ],
      totals: [
        { label: 'Razem netto', amount: '37,87\u00a0€' },
        { label: 'VAT 20%', amount: '7,57\u00a0€' },
        { label: 'Razem brutto', amount: '45,44\u00a0€' },
      ],
      notes: [],
    })
  })

  test.each([
    ['en_GB', 'Order 100000001', 'To be paid', '€45.44'],
    ['fr_FR', 'Commande 100000001', 'À payer', '45,44 €'],
    ['pl_PL', 'Zamówienie 100000001', 'Do zapłaty', '45,44 €'],
    ['de_DE', 'Order 100000001', 'To be paid', '€45.44'],
  ])('in %s', (language, title, state, total) => {
    const sheet = sheetOf({ customer: speaking(language) })
    expect([sheet.title, sheet.state.text, plain(sheet.totals.at(-1)?.amount ?? '')]).toEqual([title, state, total])
  })

  test.each([
    ['notPaid', 'due'],
    ['checking', 'waiting'],
    ['delivering', 'done'],
    ['delivered', 'done'],
    ['cancelled', 'over'],
    ['expired', 'over'],
  ] as const)('an order that is %s is %s, and says until when it can be paid only while it can', (status, tone) => {
    const { state, facts } = sheetOf({ status })
    expect(state.tone).toBe(tone)
    expect(facts.some(({ label }) => label === 'Do zapłaty do')).toBe(status === 'notPaid')
  })

  test('says when and with what it was paid; what is free is free', () => {
    const paid = (amount: string) =>
      sheetOf({ status: 'delivered', payment: { ...samplePayment, amount: euro(amount) } }).facts.at(-1)
    expect(paid('45.44')).toEqual({ label: 'Zapłacono', value: '1 grudnia 2026, karta płatnicza' })
    expect(paid('0')?.value).toBe('1 grudnia 2026, bez opłaty')
  })

  test('B4 names why no tax is due; a total for each rate where there are several', () => {
    const lines = [sampleLine({ taxRatePpm: 55_000 }), sampleLine()]
    const amounts = { net: euro('3.98'), tax: euro('0.51'), gross: euro('4.49') }
    const order = sampleOrder({ lines, amounts, taxNote: 'reverseCharge' })
    const sheet = sheetOf({ order, customer: speaking('en_GB') })
    expect(sheet.notes).toEqual(['Reverse charge: the VAT is due from the customer.'])
    expect(sheet.totals.map(({ label, amount }) => `${label}: ${amount}`)).toEqual([
      'Total excluding VAT: €3.98',
      'VAT 5.5% of €1.99: €0.11',
      'VAT 20% of €1.99: €0.40',
      'Total including VAT: €4.49',
    ])
  })

  test('a business stands with its name, its person and its VAT number', () => {
    const customer = { ...polishCustomer, organisation: 'Fischer GmbH', vat: 'DE123456788', country: 'DE' }
    expect(sheetOf({ customer }).customer).toEqual({
      role: 'Nabywca',
      name: 'Fischer GmbH',
      details: ['Łucja Żółkiewska', 'ul. Gęślą Jaźń 7', '64-000 Kościan Świeć', 'Niemcy', 'Numer VAT: DE123456788'],
    })
  })

  test('B5 of debts: a line for each bill that it pays, and one total', () => {
    const order = sampleOrder({ kind: 'debt', lines: [] })
    const bills = [
      { billId: 'B2026-000001' as DocumentId, amount: euro('1.20') },
      { billId: 'B2026-000002' as DocumentId, amount: euro('44.24') },
    ]
    const { lines, totals } = sheetOf({ order, bills, customer: speaking('en_GB') })
    expect(lines.map(({ service, totalPrice }) => [service, totalPrice])).toEqual([
      ['Invoice B2026-000001', '€1.20'],
      ['Invoice B2026-000002', '€44.24'],
    ])
    expect(totals).toEqual([{ label: 'Total including VAT', amount: '€45.44' }])
  })

  test.each([
    ['en_GB', 'Top-up of the prepaid balance'],
    ['fr_FR', 'Rechargement du compte prépayé'],
    ['pl_PL', 'Doładowanie salda przedpłaconego'],
  ])('P8 of a top-up: a line that says so, in %s', (language, words) => {
    const { lines } = sheetOf({ order: sampleOrder({ kind: 'credit', lines: [] }), customer: speaking(language) })
    expect(
      lines.map(({ service, totalPrice }) => [service, plain(totalPrice).replace(/[ €]/g, '').replace('.', ',')]),
    ).toEqual([[words, '45,44']])
  })
})
