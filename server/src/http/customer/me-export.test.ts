import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import { refundOrder } from '../../actions/refunding/refund-order.ts'
import type { Account } from '../../customers/account.ts'
import { mainOperator as operator } from '../../operators/token.ts'

let house: CustomerHouse
let maria: Account
let jan: Account

beforeAll(async () => {
  house = await customerHouse('2026-03-01T10:00:00Z')
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '35.88', P1M: '2.99' })
  maria = await house.account()
  jan = await house.account()
  await house.credit(maria, '500', 'a gift')
  await house.credit(jan, '500', 'a gift')
  await house.service(jan, 'hosting', 'jan.example', 2000)
  await pay(jan, 2000, 'P1M')
  for (const [index, day] of ['2026-03-05', '2026-04-05', '2026-05-05'].entries()) {
    house.moveTo(`${day}T10:00:00Z`)
    await house.service(maria, 'hosting', `site${index}.example`, 1000 + index)
    const order = await pay(maria, 1000 + index, index === 1 ? 'P1M' : 'P1Y')
    if (index === 2) await refundOrder(house.parts, { operator, orderId: order.id, reason: 'a favour' })
  }
})
afterAll(() => house?.close())

async function pay(account: Account, serviceId: number, period: string) {
  const order = await house.order(account, period, serviceId)
  const body = { paymentMean: 'ovhAccount' }
  await house.call(account, 'POST', orderPath(order, '/payWithRegisteredPaymentMean'), { body })
  return order
}

const ask = (body: object, kind = 'bill', account = maria) =>
  house.call(account, 'POST', `/me/${kind}/export`, { body })

/** The file behind the link that an export answers. */
async function open(body: object, kind = 'bill') {
  const asked = await ask(body, kind)
  expect([asked.status, asked.body]).toEqual([200, null])
  return openLink(String(asked.headers.location))
}
const openLink = (link: string) => house.app.inject({ url: new URL(link).pathname + new URL(link).search })
const rowsOf = (text: string) => parse(text, { columns: true }) as Record<string, string>[]
const own = async (path: string) => (await house.call(maria, 'GET', path)).body

describe('an export as CSV', () => {
  test('has the bills of the account, and sums to them', async () => {
    const file = await open({ archiveType: 'csv' })
    expect(file.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="bills.csv"',
    })
    const rows = rowsOf(file.body)
    const ids: string[] = await own('/me/bill')
    const bills = await Promise.all(ids.map((id) => own(`/me/bill/${id}`)))
    const expected = bills.map((bill) => ({
      ...{ billId: bill.billId, date: bill.date, orderId: String(bill.orderId), category: bill.category },
      currency: 'EUR',
      ...{ priceWithoutTax: bill.priceWithoutTax.value.toFixed(2), tax: bill.tax.value.toFixed(2) },
      priceWithTax: bill.priceWithTax.value.toFixed(2),
    }))
    expect(rows).toEqual(expected)
    expect(rows.map((row) => row.priceWithTax)).toEqual(['43.06', '3.59', '43.06'])
  })

  test('of some time, and of some numbers', async () => {
    const april = { startDate: '2026-04-01T00:00:00+02:00', endDate: '2026-04-30T23:59:59+02:00' }
    expect(rowsOf((await open({ archiveType: 'csv', ...april })).body).map((row) => row.priceWithTax)).toEqual(['3.59'])
    const [first, , third] = await own('/me/bill')
    const file = await open({ archiveType: 'csv', ids: [third, first] })
    expect(rowsOf(file.body).map((row) => row.billId)).toEqual([first, third])
  })

  test('of refunds, with the bill that each corrects', async () => {
    const [refundId] = await own('/me/refund')
    const refund = await own(`/me/refund/${refundId}`)
    const [row] = rowsOf((await open({ archiveType: 'csv' }, 'refund')).body)
    expect(row).toMatchObject({ refundId, originalBillId: refund.originalBillId, priceWithTax: '43.06' })
  })

  test('its link gives the same file later, whatever was billed since', async () => {
    const link = String((await ask({ archiveType: 'csv' })).headers.location)
    const before = (await openLink(link)).body
    house.moveTo('2026-06-05T10:00:00Z')
    await pay(maria, 1001, 'P1M')
    expect((await openLink(link)).body).toBe(before)
    expect(rowsOf((await open({ archiveType: 'csv' })).body)).toHaveLength(4)
  })
})

test('an export as zip has the PDF of each document', async () => {
  const file = await open({ archiveType: 'zip' })
  expect(file.headers['content-type']).toBe('application/zip')
  const entries = unzip(file.rawPayload)
  expect(entries.map(({ name }) => name)).toEqual((await own('/me/bill')).map((id: string) => `${id}.pdf`))
  for (const { content } of entries) {
    expect(content.subarray(0, 5).toString()).toBe('%PDF-')
    expect(content.subarray(-6).toString()).toContain('%%EOF')
  }
})

test('the link is mailed, and opens nothing with another token', async () => {
  await ask({ archiveType: 'csv' })
  const ids: number[] = await own('/me/notification/email/history')
  const mail = await own(`/me/notification/email/history/${ids.at(-1)}`)
  const link = /https?:\S+\/export\?id=\d+&token=\w+/.exec(mail.body)?.[0] ?? ''
  expect(rowsOf((await openLink(link)).body).length).toBeGreaterThan(2)
  expect((await openLink(`${link.slice(0, -1)}_`)).statusCode).toBe(404)
})

test('what is refused', async () => {
  const [foreign] = (await house.call(jan, 'GET', '/me/bill')).body
  const refused = async (body: object, kind = 'bill', account = maria) => {
    const { status, body: error } = await ask(body, kind, account)
    return [status, error.errorCode, error.details?.field]
  }
  expect(await refused({ archiveType: 'csv', ids: [foreign] })).toEqual([404, 'NOT_FOUND', 'ids'])
  expect((await refused({ archiveType: 'csv' }, 'refund', jan)).slice(0, 2)).toEqual([404, 'NOT_FOUND'])
  const backward = { startDate: '2026-05-01T00:00:00Z', endDate: '2026-04-01T00:00:00Z' }
  expect(await refused({ archiveType: 'csv', ...backward })).toEqual([400, 'INVALID_PARAMETER', 'startDate'])
  expect((await refused({ archiveType: 'rar' }))[0]).toBe(400)
  expect((await refused({}))[0]).toBe(400)
})

/** The entries of a zip by its central directory; stored, not compressed. */
function unzip(bytes: Buffer): readonly { readonly name: string; readonly content: Buffer }[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = bytes.readUInt32LE(end + 16)
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const [size, nameLength, extraLength] = [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
    ]
    const start = bytes.readUInt32LE(at + 42)
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString()
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
    return { name, content: bytes.subarray(from, from + size) }
  })
}
