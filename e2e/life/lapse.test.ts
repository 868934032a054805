import { afterEach, expect, test } from 'vitest'
import { beginStory, type Story } from './story.ts'

let story: Story
afterEach(() => story.end())

test('A4-A7a a service whose owner has no means: warned, suspended, warned, terminated, each on its day', async () => {
  story = await beginStory('2030-02-01')
  const id = await story.service({ name: 'vps1', start: '2030-01-15', period: 'P1M', mode: 'automatic' })
  expect(await story.moveTo('2030-04-01')).toEqual({
    '2030-02-14': ['order.created automatic', 'bill.issued', 'debt.opened', `notice.sent renewal.failed #${id}`],
    '2030-02-16': [`notice.sent renewal.failed #${id}`],
    '2030-02-18': [`notice.sent renewal.failed #${id}`],
    '2030-02-20': [`notice.sent renewal.failed #${id}`, `notice.sent suspension.warning #${id}`],
    '2030-02-21': [`service.suspended unpaid #${id}`, `notice.sent service.suspended #${id}`],
    '2030-03-20': [`notice.sent termination.warning #${id}`],
    '2030-03-23': [
      ...[`service.terminated #${id}`, `notice.sent service.terminated #${id}`, 'refund.issued', 'debt.closed'],
      'order.cancelled credited',
    ],
  })
  expect((await story.customer('GET', '/vps/vps1/serviceInfos')).status).toBe(404)
})

test('A5, A7 a manual domain that lapses, and is renewed late: from its old expiration', async () => {
  story = await beginStory('2030-01-01')
  const id = await story.service({ plan: 'domain', name: 'a.ovh', start: '2029-03-01', period: 'P1Y', mode: 'manual' })
  const reminder = `notice.sent expiry.reminder #${id}`
  expect(await story.moveTo('2030-03-10')).toEqual({
    ...{ '2030-01-30': [reminder], '2030-02-14': [reminder], '2030-02-22': [reminder], '2030-02-26': [reminder] },
    '2030-02-28': [reminder],
    '2030-03-01': [`service.suspended expired #${id}`, `notice.sent service.suspended #${id}`],
  })
  expect((await story.customer('GET', '/domain/a.ovh')).status).toBe(460)
  await story.admin('POST', '/admin/accounts/life-ovh/balance', { value: 10, reason: 'prepaid' })
  const order = (await story.customer('POST', `/service/${id}/renew`, { body: { duration: 'P1Y', services: [id] } }))
    .body
  await story.customer('POST', `/me/order/${order.orderId}/payWithRegisteredPaymentMean`, {
    body: { paymentMean: 'ovhAccount' },
  })
  expect(await story.expirationOf('domain', 'a.ovh')).toBe('2031-03-01')
  expect((await story.customer('GET', '/domain/a.ovh')).status).toBe(200)
})
