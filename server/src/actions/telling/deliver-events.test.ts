import sql from 'sql-template-tag'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type OperatorHouse, operatorHouse } from '../../../test/operator.ts'
import { webhookReceiver } from '../../../test/webhook-receiver.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { EventType } from '../../events/event.ts'
import { webhookPoster } from '../../gateways/webhook-poster.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { deliverEvents } from './deliver-events.ts'

let house: OperatorHouse
let receiver: Awaited<ReturnType<typeof webhookReceiver>>
let webhook: { id: number; secret: string }

beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
  receiver = await webhookReceiver()
})
afterAll(async () => {
  await receiver.close()
  await house.close()
})
beforeEach(async () => {
  await happen('order.paid')
  const asked = { url: receiver.url, events: ['service.renewed', 'order.paid'] }
  webhook = (await house.call('POST', '/admin/webhooks', asked)).body
})
afterEach(async () => {
  await house.call('DELETE', `/admin/webhooks/${webhook.id}`)
  receiver.received.length = 0
  receiver.answers.length = 0
})

const happen = (...types: EventType[]) =>
  house.database.transaction((open) =>
    insertEvents(
      open,
      types.map((type) => ({ accountId: 1 as AccountId, at: house.clock.now(), type, serviceId: 5 as ServiceId })),
    ),
  )
const wait = () =>
  house.database.transaction((open) =>
    open.query(sql`update webhook_deliveries set send_at = '-infinity' where state = 'waiting'`),
  )
const deliveries = async () => (await house.call('GET', `/admin/webhooks/${webhook.id}/deliveries`)).body.items

test('events of the types asked for are delivered in order, once, signed as Standard Webhooks say', async () => {
  await happen('service.renewed', 'bill.issued', 'order.paid')
  expect(await deliverEvents(house.parts)).toBe(2)
  expect(await deliverEvents(house.parts)).toBe(0)
  const verifier = new Webhook(webhook.secret)
  const bodies = receiver.received.map(({ headers, body }) => verifier.verify(body, headers as Record<string, string>))
  expect(bodies).toMatchObject([
    { type: 'service.renewed', account: 'op1-ovh', service: 5, at: '2026-07-15T14:00:00+02:00', data: {} },
    { type: 'order.paid', timestamp: '2026-07-15T14:00:00+02:00' },
  ])
  const forged = { ...(receiver.received[0]?.headers as Record<string, string>), 'webhook-id': 'msg_other' }
  expect(() => verifier.verify(receiver.received[0]?.body ?? '', forged)).toThrow()
  expect(await deliveries()).toMatchObject([
    { state: 'delivered', status: 200, tries: 1, type: 'service.renewed', account: 'op1-ovh' },
    { state: 'delivered' },
  ])
})

test('what is not taken is tried again under the same id, and a redirect is not followed', async () => {
  receiver.answers.push(500, 302)
  await happen('order.paid')
  expect(await deliverEvents(house.parts)).toBe(0)
  expect(await deliverEvents(house.parts), 'not before its time').toBe(0)
  await wait()
  expect(await deliverEvents(house.parts)).toBe(0)
  expect(await deliveries()).toMatchObject([{ state: 'waiting', status: 302, tries: 2, failure: expect.any(String) }])
  await wait()
  expect(await deliverEvents(house.parts)).toBe(1)
  expect(receiver.received.map(({ url }) => url)).toEqual(['/hook', '/hook', '/hook'])
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
})

test('after ten tries over three days a delivery is dead, and listed', async () => {
  receiver.answers.push(...Array.from({ length: 20 }, () => 503))
  await happen('order.paid')
  for (let tries = 0; tries < 12; tries++) {
    await deliverEvents(house.parts)
    await wait()
  }
  const { body } = await house.call('GET', `/admin/webhooks/${webhook.id}/deliveries?state=dead`)
  expect(body.items).toMatchObject([{ tries: 10, status: 503, nextTryAt: null }])
  expect(receiver.received).toHaveLength(10)
})

test('while a secret changes, both sign; the secret is told once', async () => {
  const { body: rotated } = await house.call('POST', `/admin/webhooks/${webhook.id}/rotate`)
  expect(rotated.secret).not.toBe(webhook.secret)
  await happen('order.paid')
  await deliverEvents(house.parts)
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received
  for (const secret of [webhook.secret, rotated.secret]) {
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({ type: 'order.paid' })
  }
  const after = sql`update webhooks set old_secret_until = now() - interval '1 second'`
  await house.database.transaction((open) => open.query(after))
  await happen('order.paid')
  await deliverEvents(house.parts)
  const last = receiver.received.at(-1)
  expect(() => new Webhook(webhook.secret).verify(last?.body ?? '', last?.headers as Record<string, string>)).toThrow()
  const { body: listed } = await house.call('GET', '/admin/webhooks')
  expect(JSON.stringify(listed)).not.toContain('whsec_')
})

test('a receiver that hangs holds up no other, and what a dead worker held is due again within a minute', async () => {
  const asked = { url: 'http://127.0.0.1:1/hangs', events: ['order.paid'] }
  const { body: hanging } = await house.call('POST', '/admin/webhooks', asked)
  await happen(...Array.from({ length: 25 }, () => 'order.paid' as const))
  const { promise: silence, resolve: hangUp } = Promise.withResolvers<{ status: number }>()
  const { poster } = house.parts
  const post: typeof poster.post = (url, ...rest) => (url === asked.url ? silence : poster.post(url, ...rest))
  const delivering = deliverEvents({ ...house.parts, poster: { ...poster, post } })
  try {
    await vi.waitFor(() => expect(receiver.received).toHaveLength(25), { timeout: 10_000 })
    await vi.waitFor(async () => expect((await deliveries()).at(-1)).toMatchObject({ state: 'delivered' }))
    const held = (await house.call('GET', `/admin/webhooks/${hanging.id}/deliveries`)).body.items.slice(0, 10)
    for (const { nextTryAt } of held) expect(Date.parse(nextTryAt) - Date.now()).toBeLessThan(55_000)
  } finally {
    hangUp({ status: 500 })
    await delivering
    await house.call('DELETE', `/admin/webhooks/${hanging.id}`)
  }
})

test('two workers deliver an event once', async () => {
  await happen('order.paid', 'service.renewed', 'order.paid')
  await Promise.all([deliverEvents(house.parts), deliverEvents(house.parts)])
  await deliverEvents(house.parts)
  expect(receiver.received).toHaveLength(3)
})

test('private addresses are refused where they are not allowed, by name and when a name changes', async () => {
  const asked: string[] = []
  const resolve = ((host: string, _options: object, done: (error: null, found: object[]) => void) => {
    asked.push(host)
    done(null, [{ address: '127.0.0.1', family: 4 }])
  }) as never
  const strict = webhookPoster({ allowPrivate: false, resolve })
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '[::1]',
    '[fd00::1]',
    '[::ffff:127.0.0.1]',
    '0x7f.1',
  ]) {
    expect(await strict.check(`http://${address}/`), address).toContain('not public')
    await expect(strict.post(`http://${address}:${receiver.port}/`, {}, '{}'), address).rejects.toThrow('not public')
  }
  expect(asked).toEqual([])
  await expect(strict.post(`http://good.example:${receiver.port}/`, {}, '{}')).rejects.toThrow('not public')
  expect(asked, 'the connection itself looks the name up, once').toEqual(['good.example'])
  expect(receiver.received).toEqual([])
  expect(await strict.check('https://93.184.215.14/')).toBe(null)
  const allowed = webhookPoster({ allowPrivate: true, resolve })
  expect(await allowed.post(`http://good.example:${receiver.port}/`, {}, '{}')).toEqual({ status: 200 })
})

test('a name that cannot be looked up now is taken: it is looked up anew by each delivery', async () => {
  const resolve = ((_host: string, _options: object, done: (error: Error, found: object[]) => void) => {
    done(Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' }), [])
  }) as never
  const poster = webhookPoster({ allowPrivate: false, resolve })
  expect(await poster.check('https://hooks.example.org/')).toBe(null)
  await expect(poster.post('https://hooks.example.org/', {}, '{}')).rejects.toThrow('EAI_AGAIN')
})

test.each([
  [{ url: 'ftp://example.org', events: ['*'] }, 'url'],
  [{ url: 'https://me:secret@example.org', events: ['*'] }, 'url'],
  [{ url: 'http://127.0.0.1/', events: ['order.payed'] }, 'order.payed'],
  [{ url: 'http://127.0.0.1/', events: [] }, 'events'],
])('%j is refused', async (body, word) => {
  const answer = await house.call('POST', '/admin/webhooks', body)
  expect(answer.status).toBe(400)
  expect(answer.body.message).toContain(word)
})
