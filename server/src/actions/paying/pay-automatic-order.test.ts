import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes, providerCalls } from '../../../test/invariants.ts'
import { givenOrder, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer, wholePlan } from '../../../test/paying.ts'
import { readDocuments } from '../../bills/document.store.ts'
import type { Account } from '../../customers/account.ts'
import type { OrderId, ServiceId } from '../../identity/identity.ts'
import { suspendServices } from '../../services/suspension.store.ts'
import { billUnpaid } from '../sandbox/demo/bill-unpaid.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, account, maria } = scene)
})

const types = (orderId: OrderId) => eventTypes(database.transaction, orderId)
const allIsWell = async () => expect(await brokenInvariants(database.transaction)).toEqual([])

describe('A3, O5 automatic orders with an open debt', () => {
  async function automatic(): Promise<OrderId> {
    await billUnpaid(parts, { accountId: account.id, serviceId: 12345 as ServiceId, duration: 'P1Y' })
    const [row] = await database.transaction((open) =>
      open.query<{ readonly id: OrderId }>(sql`select max(id) as id from orders`),
    )
    if (!row) throw new Error('no order was made')
    return row.id
  }
  const documents = async (orderId: OrderId) =>
    (
      await database.transaction((open) => readDocuments(open, { orders: [{ accountId: account.id, id: orderId }] }))
    ).map(({ id }) => id)
  const openDebts = async () =>
    database.transaction((open) => open.query(sql`select id from debts where closed_at is null`))

  test('paying one closes its debt and extends, and there is no second bill', async () => {
    const orderId = await automatic()
    const bills = await documents(orderId)
    await database.transaction((open) =>
      suspendServices(open, [{ accountId: account.id, id: 12345 as ServiceId, cause: 'unpaid' }], parts.clock.now()),
    )
    await maria.payBy(orderId, 'success')
    expect(await documents(orderId)).toEqual(bills)
    expect(bills).toHaveLength(1)
    expect(await openDebts()).toEqual([])
    expect((await types(orderId)).slice(3)).toEqual([
      ...['payment.succeeded', 'debt.closed', 'order.paid', 'service.renewed', 'service.reopened', 'notice.sent'],
    ])
    expect(await maria.serviceOf(12345)).toEqual(['2028-01-15', 'active', []])
    expect(await booksOf(database.transaction, account.id)).not.toHaveProperty('customer')
    await allIsWell()
  })

  test.each([
    'decline:lost',
    'fail',
    'partial:1.00',
    'timeout:nothing',
    'pending:P5D:fail',
  ])('%s leaves the debt open, and the order does not expire', async (script) => {
    const orderId = await automatic()
    await maria.payBy(orderId, script).catch(() => 'refused')
    await maria.after(...wholePlan, 'P30D')
    expect(await maria.orderOf(orderId)).toMatchObject({ status: 'notPaid', expiresAt: null })
    expect(await openDebts()).toHaveLength(1)
    expect(await maria.serviceOf(12345)).toEqual(['2027-01-15', 'active', []])
    await maria.payBy(orderId, 'success')
    expect(await openDebts()).toEqual([])
    await allIsWell()
  })

  test('an order that was made before the bill is cancelled, and says what to pay first', async () => {
    const order = await givenOrder(parts, account, 'P1Y', 12345, 67890)
    const billed = await automatic()
    await expect(maria.payBy(order.id, 'success')).rejects.toMatchObject({
      ...{ status: 409, code: 'ORDER_OUTDATED' },
      details: { serviceId: '12345', payFirstOrderId: String(billed) },
    })
    expect((await maria.orderOf(order.id)).status).toBe('cancelled')
    expect(await providerCalls(database.transaction)).toEqual({})
  })

  test('an order that is being paid reserves its services, and who waits is told for which', async () => {
    const order = await givenOrder(parts, account, 'P1Y', 67890)
    const both = await givenOrder(parts, account, 'P1Y', 12345, 67890)
    await maria.payBy(order.id, 'pending:P5D:success')
    await expect(maria.payBy(both.id, 'success')).rejects.toMatchObject({
      ...{ status: 409, code: 'SERVICE_RESERVED' },
      details: { serviceId: '67890', reservedByOrderId: String(order.id) },
    })
    expect((await maria.orderOf(both.id)).status).toBe('notPaid')
  })
})
