import { afterEach, expect, test } from 'vitest'
import { beginStory, type Story } from './story.ts'

let story: Story
afterEach(() => story.end())

const means = (words: object) => story.admin('POST', '/admin/accounts/life-ovh/payment-means', words)
const ordered = ['order.created automatic', 'bill.issued', 'debt.opened']
const paid = (id: number) => [
  ...['payment.succeeded', 'debt.closed', 'order.paid', `service.renewed #${id}`],
  `notice.sent renewal.succeeded #${id}`,
]

test('A3, P8 a card that fails, is replaced, and pays late: from the old expiration, at once', async () => {
  story = await beginStory('2030-02-01')
  await means({ type: 'creditCard', default: true, outcomes: ['decline:insufficient_funds'] })
  const id = await story.service({ name: 'vps1', start: '2030-01-15', period: 'P1M', mode: 'automatic' })
  const declined = ['payment.declined insufficient_funds', `notice.sent renewal.failed #${id}`]
  expect(await story.moveTo('2030-02-22T12:00')).toEqual({
    '2030-02-14': [...ordered, ...declined],
    '2030-02-16': declined,
    '2030-02-18': declined,
    '2030-02-20': [...declined, `notice.sent suspension.warning #${id}`],
    '2030-02-21': [`service.suspended unpaid #${id}`, `notice.sent service.suspended #${id}`],
  })
  await story.look()
  await means({ type: 'paypal', default: true })
  expect(await story.look()).toEqual([
    ...['payment.succeeded', 'debt.closed', 'order.paid', `service.renewed #${id}`, `service.reopened #${id}`],
    `notice.sent renewal.succeeded #${id}`,
    `notice.sent service.reopened #${id}`,
  ])
  expect(await story.expirationOf('vps', 'vps1')).toBe('2030-03-15')
})

test('A3, A5 a bill that is collected at the very moment of its warning: nobody is warned', async () => {
  story = await beginStory('2030-02-01')
  const declines = ['decline:insufficient_funds', 'decline:insufficient_funds', 'decline:insufficient_funds']
  await means({ type: 'creditCard', default: true, outcomes: [...declines, 'success'] })
  const id = await story.service({ name: 'vps1', start: '2030-01-15', period: 'P1M', mode: 'automatic' })
  const days = await story.moveTo('2030-03-10')
  expect(Object.keys(days)).toEqual(['2030-02-14', '2030-02-16', '2030-02-18', '2030-02-20'])
  expect(days['2030-02-20']).toEqual(paid(id))
})

test('P1, A5 SEPA: it settles after five days; then one that bounces, and is tried again', async () => {
  story = await beginStory('2030-02-01')
  await means({
    ...{ type: 'bankAccount', default: true, iban: 'FR7630006000011234567890189' },
    outcomes: ['pending:P5D:success', 'pending:P5D:fail', 'success'],
  })
  const id = await story.service({ name: 'vps1', start: '2030-01-15', period: 'P1M', mode: 'automatic' })
  expect(await story.moveTo('2030-03-10')).toEqual({
    '2030-02-14': [...ordered, 'payment.pending'],
    '2030-02-19': paid(id),
  })
  expect(await story.moveTo('2030-03-25')).toEqual({
    '2030-03-14': [...ordered, 'payment.pending'],
    // the tries of the 16th and the 18th were held back: they are due once the debit has bounced
    '2030-03-19': ['payment.declined bounced', `notice.sent renewal.failed #${id}`, ...paid(id)],
  })
  expect(await story.expirationOf('vps', 'vps1')).toBe('2030-04-15')
})

test('O5, O7 renewing by hand an hour before the automatic order, and an hour after it', async () => {
  story = await beginStory('2030-02-01')
  await means({ type: 'paypal', default: true, id: 1234 })
  const first = await story.service({ name: 'vps1', start: '2030-01-15', period: 'P1M', mode: 'automatic' })
  const byHand = async (id: number) => {
    const wish = { duration: 'P1M', services: [id] }
    const answer = await story.customer('POST', `/service/${id}/renew`, { body: wish })
    if (answer.status !== 200) return answer
    const payment = { paymentMethod: { id: 1234 } }
    return story.customer('POST', `/me/order/${answer.body.orderId}/pay`, { body: payment })
  }
  await story.moveTo('2030-02-13T23:00')
  expect((await byHand(first)).status).toBe(200)
  expect(await story.moveTo('2030-03-10')).toEqual({})
  expect(await story.expirationOf('vps', 'vps1')).toBe('2030-03-15')
  await story.admin('PUT', '/sandbox/payment-means/1234/outcomes', { outcomes: ['decline:no', 'success'] })
  await story.moveTo('2030-03-14T01:00')
  const refused = await byHand(first)
  expect([refused.status, refused.body.errorCode]).toEqual([409, 'SERVICE_HAS_OPEN_BILL'])
  const { orderId } = refused.body.details
  await story.customer('POST', `/me/order/${orderId}/pay`, { body: { paymentMethod: { id: 1234 } } })
  expect(await story.expirationOf('vps', 'vps1')).toBe('2030-04-15')
})

test('A2 a renewDay: twenty services in one order on that day, each for its own period', async () => {
  story = await beginStory('2030-02-01')
  await means({ type: 'paypal', default: true })
  await story.customer('POST', '/me/autorenew', { body: { renewDay: 10 } })
  for (let day = 11; day <= 28; day++) {
    await story.service({ name: `vps${day}`, start: `2030-01-${day}`, period: 'P1M', mode: 'automatic' })
  }
  const early = [5, 6].map((day) => `vps${day}`)
  for (const name of early) {
    await story.service({
      name,
      start: `2030-01-0${name.slice(3)}`,
      expiration: `2030-03-0${name.slice(3)}`,
      period: 'P1M',
      mode: 'automatic',
    })
  }
  const days = await story.moveTo('2030-02-28')
  const orders = Object.entries(days).map(([day, said]) => [
    day,
    said.filter((one) => one.startsWith('service.renewed')).length,
  ])
  expect(orders).toEqual([['2030-02-10', 20]])
  expect(days['2030-02-10']?.filter((one) => one.startsWith('order.created'))).toHaveLength(1)
  expect((await story.customer('GET', '/me/bill')).body).toHaveLength(1)
})
