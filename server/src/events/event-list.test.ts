import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OperatorHouse, operatorHouse } from '../../test/operator.ts'
import type { AccountId } from '../identity/identity.ts'
import { insertEvents } from './event.store.ts'
import type { EventType } from './event.ts'

let house: OperatorHouse
beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
})
afterAll(() => house.close())

const happened = (type: EventType) => ({ accountId: 1 as AccountId, at: house.clock.now(), type })

const follow = async (after: string | null) => {
  const { body } = await house.call('GET', `/admin/events?limit=1${after === null ? '' : `&after=${after}`}`)
  return body
}

test('a reader who goes on from where it stood misses no event, whatever commits late', async () => {
  const { transaction } = house.database
  const { promise: release, resolve: commitSlow } = Promise.withResolvers<void>()
  const { promise: inserted, resolve: slowInserted } = Promise.withResolvers<void>()
  await transaction((open) => insertEvents(open, [happened('order.created')]))
  const slow = transaction(async (open) => {
    await insertEvents(open, [happened('order.paid')])
    slowInserted()
    await release
  })
  await inserted
  await transaction((open) => insertEvents(open, [happened('order.expired')]))

  const first = await follow(null)
  expect(first.items.map((event: { type: string }) => event.type)).toEqual(['order.created'])
  expect(first.next, 'what commits after an open transaction is held back with it').toBe(null)
  commitSlow()
  await slow
  const seen: string[] = []
  for (let next: string | null = null, page = await follow(next); ; page = await follow(next)) {
    seen.push(...page.items.map((event: { type: string }) => event.type))
    next = page.next
    if (next === null) break
  }
  expect(seen).toEqual(['order.created', 'order.paid', 'order.expired'])
})

test('of one account, and none of one that does not exist', async () => {
  const { body: own } = await house.call('GET', '/admin/events?account=op1-ovh')
  expect(own.items).toHaveLength(3)
  expect(own.items[0]).toEqual({
    ...{ id: expect.any(Number), at: '2026-07-15T14:00:00+02:00', type: 'order.created', account: 'op1-ovh', data: {} },
  })
  expect((await house.call('GET', '/admin/events?account=zz1-ovh')).body.items).toEqual([])
})

test('T1 the deadline of a notice carries the offset of the provider’s zone, as its moment does', async () => {
  const data = { kind: 'suspension.warning', deadline: '2026-12-15T23:00:00Z', services: [], channel: 'mail' }
  await house.database.transaction((open) => insertEvents(open, [{ ...happened('notice.sent'), data }]))
  const { body } = await house.call('GET', '/admin/events?account=op1-ovh')
  expect(body.items.at(-1).data).toEqual({ ...data, deadline: '2026-12-16T00:00:00+01:00' })
})
