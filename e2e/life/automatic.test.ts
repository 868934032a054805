import { afterEach, expect, test } from 'vitest'
import { beginStory, type Story } from './story.ts'

let story: Story
afterEach(() => story.end())

test('A1-A3, T4 a year of a monthly service that began on the 31st', async () => {
  story = await beginStory('2030-02-01')
  await story.admin('POST', '/admin/accounts/life-ovh/payment-means', { type: 'paypal', default: true })
  const id = await story.service({ name: 'vps1', start: '2030-01-31', period: 'P1M', mode: 'automatic' })
  const days = await story.moveTo('2031-02-01')
  const month = [
    ...['order.created automatic', 'bill.issued', 'debt.opened', 'payment.succeeded', 'debt.closed', 'order.paid'],
    ...[`service.renewed #${id}`, `notice.sent renewal.succeeded #${id}`],
  ]
  expect(days).toEqual(
    Object.fromEntries(
      [
        ...['2030-02-27', '2030-03-30', '2030-04-29', '2030-05-30', '2030-06-29', '2030-07-30', '2030-08-30'],
        ...['2030-09-29', '2030-10-30', '2030-11-29', '2030-12-30', '2031-01-30'],
      ].map((day) => [day, month]),
    ),
  )
  expect(await story.expirationOf('vps', 'vps1')).toBe('2031-02-28')
  expect((await story.customer('GET', '/me/bill')).body).toHaveLength(12)
})
