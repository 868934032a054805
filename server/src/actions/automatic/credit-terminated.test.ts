import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { countStatements } from '../../../test/count-statements.ts'
import { testAccount } from '../../../test/customer.ts'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants } from '../../../test/invariants.ts'
import { givenMeans, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer } from '../../../test/paying.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import type { AccountId, OrderId, ServiceId } from '../../identity/identity.ts'
import { readTold } from '../../notices/notice.store.ts'
import { serviceSubject } from '../../notices/notice.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import type { ServiceKey } from '../../services/service.ts'
import { doDue } from '../operating/do-due.ts'
import { playChargeback } from '../sandbox/play-chargeback.ts'
import { terminateAll } from '../services/terminate-all.ts'
import { terminateOwnService } from '../services/terminate-own-service.ts'
import { changeAutorenew } from './change-autorenew.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, account, maria } = scene)
})

const due = () => doDue(parts, parts.clock.now(), () => {})
const terminate = (id: number) => terminateOwnService(parts, { accountId: account.id, serviceId: id as ServiceId })

async function firstOrder(): Promise<OrderId> {
  const [row] = await parts.transaction((open) => open.query<{ id: OrderId }>(sql`select min(id) as id from orders`))
  if (!row) throw new Error('nothing was ordered')
  return row.id
}

async function warned(id: number): Promise<boolean> {
  const told = await parts.transaction((open) =>
    readTold(open, [{ accountId: account.id, subject: serviceSubject(id as ServiceId) }]),
  )
  return told.some(({ kind }) => kind === 'suspension.warning')
}

/** A server for 3.50 and a bonus of -0.50 that are billed together: 3.60 with tax, unpaid. A discount is a line as any other. */
const givenDiscountedBill = () => givenBillWith('-0.50')

async function givenBillWith(bonus: string): Promise<void> {
  await testPlans(parts, [
    { code: 'server', prices: { P1M: '3.50' } },
    { code: 'bonus', prices: { P1M: bonus } },
  ])
  const both = { start: '2026-10-21', expires: '2026-11-21', period: 'P1M', mode: 'automatic' } as const
  await testServices(parts, account.id, [
    { id: 601, plan: 'server', ...both },
    { id: 602, plan: 'bonus', ...both },
  ])
  await due()
}

describe('A6, O5 a bill of several services', () => {
  test('one ends while another is being paid for by an older bill that was charged back: that holds the other alone', async () => {
    await testPlans(parts, [{ code: 'server', prices: { P1M: '3.50' } }])
    const monthly = { plan: 'server', period: 'P1M', mode: 'automatic' } as const
    await testServices(parts, account.id, [
      { id: 601, ...monthly, start: '2026-10-21', expires: '2026-11-21' },
      { id: 602, ...monthly, start: '2026-11-21', expires: '2026-12-21' },
    ])
    await givenMeans(parts, account.id, { isDefault: true, outcomes: ['success', 'decline:insufficient_funds'] })
    await due()
    parts.clock.set('2026-12-20T12:00:00Z')
    await due()
    const paid = await firstOrder()
    await playChargeback(parts, { operator, orderId: paid })
    await maria.payBy(paid, 'pending:P5D:success')
    await expect(terminate(601)).rejects.toMatchObject({ code: 'SERVICE_RESERVED' })
    await terminate(602)
    expect(await maria.serviceOf(602)).toEqual(['2026-12-21', 'terminated', []])
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })
})

describe('A6 many are terminated at once', () => {
  /** Two services on one unpaid bill, on an account of their own. */
  async function givenBilled(id: number): Promise<AccountId> {
    const owner = await testAccount(parts)
    const both = {
      plan: 'server',
      start: '2026-10-21',
      expires: '2026-11-21',
      period: 'P1M',
      mode: 'automatic',
    } as const
    await testServices(parts, owner.id, [
      { id, ...both },
      { id: id + 1, ...both },
    ])
    return owner.id
  }

  const statementsOf = (keys: readonly ServiceKey[]) =>
    countStatements(database, (open) => terminateAll(open, parts, { keys, cause: 'unpaid', at: parts.clock.now() }))

  test('fifty on as many bills take the statements of one, in part and then as a whole', async () => {
    await testPlans(parts, [{ code: 'server', prices: { P1M: '3.50' } }])
    const owners: [AccountId, number][] = []
    for (let id = 1000; owners.length < 51; id += 2) owners.push([await givenBilled(id), id])
    await due()
    const firsts = owners.map(([accountId, id]) => ({ accountId, id: id as ServiceId }))
    const seconds = owners.map(([accountId, id]) => ({ accountId, id: (id + 1) as ServiceId }))
    for (const [owed, keys] of [
      ['4.20', firsts],
      [undefined, seconds],
    ] as const) {
      const ofOne = await statementsOf(keys.slice(0, 1))
      expect(await statementsOf(keys.slice(1))).toBe(ofOne)
      for (const { accountId } of keys) expect((await booksOf(database.transaction, accountId)).customer).toBe(owed)
    }
    const refunds = await database.transaction((open) => open.query(sql`select from documents where kind = 'refund'`))
    expect(refunds).toHaveLength(102)
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })
})

describe('A6 a bill that has a discount', () => {
  test('the discounted service is terminated: no more is credited than was billed, and the bonus is given anew', async () => {
    await givenDiscountedBill()
    await terminate(601)
    await due()
    expect(await maria.serviceOf(602)).toEqual(['2026-12-21', 'active', []])
    expect((await booksOf(database.transaction, account.id)).balance).toBe('-0.60')
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test('the discount is terminated: the rest is billed anew without it', async () => {
    await givenDiscountedBill()
    await terminate(602)
    await givenMeans(parts, account.id, { isDefault: true })
    await due()
    expect(await maria.serviceOf(601)).toEqual(['2026-12-21', 'active', []])
    expect((await booksOf(database.transaction, account.id))['gateway:paypal']).toBe('4.20')
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test('all that was billed is terminated, and what is free lives: it is given anew, and owes nothing', async () => {
    await givenBillWith('0')
    await terminate(601)
    await due()
    expect(await maria.serviceOf(602)).toEqual(['2026-12-21', 'active', []])
    await terminate(602)
    await due()
    expect((await booksOf(database.transaction, account.id)).customer).toBeUndefined()
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test('A11 the engine ends one and judges the discount in the same batch: by its bill that is no more, it would be forgotten', async () => {
    await testPlans(parts, [
      { code: 'server', prices: { P1M: '3.50' } },
      { code: 'extra', prices: { P1M: '0.55' } },
      { code: 'bonus', prices: { P1M: '-0.50' } },
    ])
    const monthly = { period: 'P1M', mode: 'automatic' } as const
    await testServices(parts, account.id, [
      { id: 601, plan: 'server', ...monthly, start: '2026-11-10', expires: '2026-12-10' },
      { id: 602, plan: 'extra', ...monthly, start: '2026-10-21', expires: '2026-11-21', parent: 601 },
      { id: 603, plan: 'bonus', ...monthly, start: '2026-10-21', expires: '2026-11-21' },
    ])
    await due()
    parts.clock.set('2026-11-21T12:00:00Z')
    await changeAutorenew(parts, { accountId: account.id, active: false })
    await due()
    expect(await maria.serviceOf(602)).toEqual(['2026-11-21', 'terminated', []])
    expect(await warned(603)).toBe(true)
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test('both are terminated, one after the other: nothing is owed', async () => {
    await givenDiscountedBill()
    await terminate(602)
    await due()
    await terminate(601)
    await due()
    expect((await booksOf(database.transaction, account.id)).customer).toBeUndefined()
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })
})
