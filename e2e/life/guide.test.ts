import { afterEach, expect, test } from 'vitest'
import { beginStory, type Story } from './story.ts'

let story: Story
afterEach(() => story.end())

test("A1-A3, A10, T4 the guide's VPS, renewed by hand once for P3M and left alone for two years", async () => {
  story = await beginStory('2026-05-15')
  await story.admin('POST', '/admin/accounts/life-ovh/payment-means', { type: 'paypal', default: true, id: 1234 })
  const vps = {
    name: 'vps112233.ovh.net',
    start: '2025-08-31',
    expiration: '2026-05-31',
    period: 'P3M',
    mode: 'automatic',
  }
  const id = await story.service(vps)
  const order = await renewAsTheGuide(id)
  expect(order.priceWithTax).toMatchObject({ value: 12.6, currencyCode: 'EUR' })
  expect(await story.expirationOf('vps', vps.name)).toBe('2026-08-31')
  await story.look()

  const reminded = [`notice.sent renewal.upcoming #${id}`]
  const renewed = [
    ...['order.created automatic', 'bill.issued', 'debt.opened', 'payment.succeeded', 'debt.closed', 'order.paid'],
    ...[`service.renewed #${id}`, `notice.sent renewal.succeeded #${id}`],
  ]
  expect(await story.moveTo('2028-05-15')).toEqual({
    ...{ '2026-08-01': reminded, '2026-08-30': renewed },
    ...{ '2026-10-31': reminded, '2026-11-29': renewed },
    ...{ '2027-01-29': reminded, '2027-02-27': renewed },
    ...{ '2027-05-01': reminded, '2027-05-30': renewed },
    ...{ '2027-08-01': reminded, '2027-08-30': renewed },
    ...{ '2027-10-31': reminded, '2027-11-29': renewed },
    ...{ '2028-01-30': reminded, '2028-02-28': renewed },
    ...{ '2028-05-01': reminded },
  })

  const infos = (await story.customer('GET', `/vps/${vps.name}/serviceInfos`)).body
  expect(infos).toMatchObject({ status: 'ok', expiration: '2028-05-31', renewalType: 'automaticV2016' })
  expect(infos.renew).toMatchObject({ automatic: true, deleteAtExpiration: false, period: 3 })
  const bills = (await story.customer('GET', '/me/bill')).body
  const totals = await Promise.all(
    bills.map(async (bill: string) => (await story.customer('GET', `/me/bill/${bill}`)).body.priceWithTax.value),
  )
  expect(totals).toEqual(Array.from({ length: 8 }, () => 12.6))
  expect((await story.customer('GET', '/me/debtAccount')).body.dueAmount.value).toBe(0)
})

/** As the guide's last example: the strategy that renews this service alone, its order, and PayPal 1234. */
async function renewAsTheGuide(id: number) {
  const offered = (await story.customer('GET', `/service/${id}/renew`)).body
  const quarter = offered.find(({ renewPeriod }: { renewPeriod: string }) => renewPeriod === 'P3M')
  const alone = quarter.strategies.filter(({ services }: { services: number[] }) => services.length === 1)
  expect(alone).toMatchObject([{ services: [id], price: { value: 10.5 } }])
  const wish = { duration: 'P3M', services: [id], dryRun: false }
  const order = (await story.customer('POST', `/service/${id}/renew`, { body: wish })).body
  const payment = { paymentMean: 'paypal', paymentMeanId: 1234 }
  await story.customer('POST', `/me/order/${order.orderId}/payWithRegisteredPaymentMean`, { body: payment })
  return order
}
