import { setImmediate as nextTurn } from 'node:timers/promises'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { sharing } from './shared-connection.ts'

/** Connections that note what they were handed back with. */
function connections() {
  const made: { released: unknown[] }[] = []
  const borrow = sharing(async () => {
    const one = { released: [] as unknown[], release: (broken?: Error) => void one.released.push(broken) }
    made.push(one)
    return one as unknown as pg.PoolClient
  })
  return { made, borrow }
}

test('who asks in one go shares a connection, which goes back behind the last one', async () => {
  const { made, borrow } = connections()
  const [first, second] = [borrow(), borrow()]
  expect(await first.client).toBe(await second.client)
  first.giveBack(undefined)
  await nextTurn()
  expect(made).toMatchObject([{ released: [] }])
  second.giveBack(undefined)
  await nextTurn()
  expect(made).toEqual([expect.objectContaining({ released: [undefined] })])
})

test('who asks later gets another', async () => {
  const { made, borrow } = connections()
  borrow()
  await null
  borrow()
  expect(made).toHaveLength(2)
})

test('one that broke for anybody is handed back as broken', async () => {
  const { made, borrow } = connections()
  const [first, second] = [borrow(), borrow()]
  const broken = new Error('it ended')
  first.giveBack(broken)
  second.giveBack(undefined)
  await nextTurn()
  expect(made).toMatchObject([{ released: [broken] }])
})

test('a connection that cannot be had is an error for everybody', async () => {
  const borrow = sharing(() => Promise.reject(new Error('nobody listens')))
  const both = await Promise.allSettled([borrow().client, borrow().client])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
