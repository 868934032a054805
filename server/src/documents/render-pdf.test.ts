import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import { polishCustomer, sampleDocumentFacts, sampleOrderFacts, seller } from '../../test/sample-facts.ts'
import { euro, sampleBill, sampleLine, sampleOrder } from '../../test/sample-values.ts'
import { documentSheet } from './document-sheet.ts'
import { orderSheet } from './order-sheet.ts'
import { printPdf } from './print-pdf.ts'
import { renderPdf } from './render-pdf.ts'
import type { Sheet } from './sheet.ts'

const zone = 'Europe/Paris'

/** The text of each page; every kind of white space is one space. */
async function pagesOf(pdf: Uint8Array): Promise<readonly string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false })
  return text.map((page) => page.replace(/\s+/g, ' '))
}

function longOrder(lines: number): Sheet {
  const named = Array.from({ length: lines }, (_, index) => sampleLine({ serviceName: `service-${index + 1}.example` }))
  return orderSheet(sampleOrderFacts({ order: sampleOrder({ lines: named }) }), zone)
}

describe('the PDF of a bill', () => {
  let pdf: Buffer
  beforeAll(async () => {
    pdf = await renderPdf(documentSheet(sampleDocumentFacts(), zone))
  })

  test('has all that its sheet tells, Polish letters and spaces of amounts too', async () => {
    const [page = ''] = await pagesOf(pdf)
    for (const part of [
      ...['Faktura B2026-000001', 'Zapłacona', 'Sprzedawca', 'Odnowa SAS', 'Łucja Żółkiewska', 'ul. Gęślą Jaźń 7'],
      ...['64-000 Kościan Świeć', 'Numer VAT: FR00123456789', '1 grudnia 2026, karta płatnicza', 'example.ovh'],
      ...[
        'Hosting Perso 2014',
        '1 gru 2026',
        '1 gru 2027',
        '35,88 €',
        '37,87 €',
        'VAT 20%',
        '7,57 €',
        '45,44 €',
        '1 / 1',
      ],
    ]) {
      expect(page).toContain(part)
    }
  })

  test('many facts, and a long reference of one word, stay on the page beside each other', async () => {
    const purchaseOrders = (['PURCHASE_ORDER', 'REFERENCE_ORDER'] as const).map((type) => {
      return { type, reference: type.repeat(6) }
    })
    const document = sampleBill({ seller, customer: polishCustomer, purchaseOrders })
    const dueOn = Temporal.PlainDate.from('2026-12-31')
    const printed = await renderPdf(documentSheet(sampleDocumentFacts({ document, dueOn }), zone))
    const pages = await pagesOf(printed)
    expect(pages).toHaveLength(1)
    const text = pages.join().replaceAll(' ', '')
    for (const part of ['PURCHASE_ORDERPURCHASE', 'Zamówieniezakupu', 'Dozapłatydo', '31gru2026', '45,44€']) {
      expect(text).toContain(part)
    }
  })

  test('is titled, dated as the document, in its language, with its fonts embedded', async () => {
    const text = pdf.toString('latin1')
    expect(text).toMatch(/^%PDF-1\.7/)
    expect(text).toMatch(/\/Lang \(pl\)/)
    expect(text.match(/\/FontFile2/g)).toHaveLength(2)
    expect(text.match(/\/ToUnicode/g)).toHaveLength(2)
    const { info } = await getMeta(await getDocumentProxy(new Uint8Array(pdf)))
    expect(info).toMatchObject({
      ...{ Title: 'Faktura B2026-000001', Author: 'Odnowa SAS', Creator: 'Odnowa' },
      CreationDate: 'D:20261201080000Z',
    })
  })

  test('is the same, byte for byte, whenever and wherever it is made', async () => {
    const sheet = documentSheet(sampleDocumentFacts(), zone)
    expect(pdf.equals(await renderPdf(sheet))).toBe(true)
    expect(pdf.equals(await printPdf(sheet))).toBe(true)
  })
})

test('a narrow space of French thousands is a space', async () => {
  const sheet = documentSheet(sampleDocumentFacts(), zone)
  const [page] = await pagesOf(await renderPdf({ ...sheet, notes: ['12\u202f345,60\u00a0€ −1'] }))
  expect(page).toContain('12 345,60 € −1')
})

describe('an order of 40 lines', () => {
  let pages: readonly string[]
  beforeAll(async () => {
    pages = await pagesOf(await renderPdf(longOrder(40)))
  })

  test('goes over pages that say which of how many they are, each with the head of the table', () => {
    expect(pages).toHaveLength(3)
    pages.forEach((page, index) => {
      expect(page).toContain(`${index + 1} / 3`)
      expect(page.match(/Usługa Od Do Ilość/g)).toHaveLength(1)
    })
  })

  test('has every line once and whole, and the totals together', () => {
    const text = pages.join('\n')
    for (let index = 1; index <= 40; index++) {
      expect(text.split(`service-${index}.example `)).toHaveLength(2)
      expect(text).toMatch(new RegExp(`service-${index}\\.example Domain \\.ovh 1 gru 2026 1 gru 2027 1 1,99 € 1,99 €`))
    }
    const [ending, ...others] = pages.filter((page) => page.includes('Razem'))
    expect(others).toEqual([])
    expect(ending).toMatch(/Razem netto .* VAT 20% .* Razem brutto/)
  })
})

test('nothing is pushed off the page, however long names and amounts are', async () => {
  const long = sampleLine({
    ...{ serviceName: `${'x'.repeat(63)}.${'y'.repeat(63)}.example`, serviceType: 'W'.repeat(80), quantity: 100_000 },
    ...{ unitPrice: euro('1234567890.12'), totalPrice: euro('9999999999.99') },
  })
  const customer = { ...polishCustomer, organisation: 'Z'.repeat(90), address: 'q'.repeat(100) }
  const facts = sampleOrderFacts({ order: sampleOrder({ lines: [long] }), customer })
  const proxy = await getDocumentProxy(new Uint8Array(await renderPdf(orderSheet(facts, zone))))
  const { items } = await (await proxy.getPage(1)).getTextContent()
  const ends = items.flatMap((item) =>
    'str' in item && item.str.trim() !== '' ? [item.transform[4] + item.width] : [],
  )
  expect(ends.length).toBeGreaterThan(20)
  expect(Math.max(...ends)).toBeLessThan(595.28 - 47)
})

test('the totals stay together wherever the table ends', async () => {
  for (const lines of [12, 13, 14, 15]) {
    const pages = await pagesOf(await renderPdf(longOrder(lines)))
    const withTotals = pages.filter((page) => /Razem/.test(page))
    expect(withTotals).toHaveLength(1)
    expect(withTotals[0]).toMatch(/Razem netto .* Razem brutto/)
  }
})

test('printing leaves the thread of the server to others', async () => {
  await printPdf(longOrder(1))
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  const started = performance.now()
  await printPdf(longOrder(400))
  clearInterval(timer)
  expect(longest).toBeLessThan((performance.now() - started) / 2)
})

test('a sheet that cannot be printed is an error, and the next one is printed', async () => {
  await expect(printPdf({ ...longOrder(1), dated: 'never' })).rejects.toThrow()
  expect(Buffer.from(await printPdf(longOrder(1))).toString('latin1')).toMatch(/^%PDF/)
})
