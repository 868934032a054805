import sql from 'sql-template-tag'
import { billUnpaid } from '../src/actions/sandbox/demo/bill-unpaid.ts'
import { wakeDebts } from '../src/bills/due-debt.store.ts'
import type { Account } from '../src/customers/account.ts'
import type { OrderId, ServiceId } from '../src/identity/identity.ts'
import type { TestParts } from './parts.ts'
import { testServices } from './services.ts'

/** An automatic bill of 2.39 EUR on a service of its own that expires on 15 January 2027, due to be collected now. */
export async function givenDueBill(parts: TestParts, { id: accountId }: Account, serviceId: number): Promise<OrderId> {
  await testServices(parts, accountId, [{ id: serviceId, plan: 'domain-ovh' }])
  await billUnpaid(parts, { accountId, serviceId: serviceId as ServiceId, duration: 'P1Y' })
  return parts.transaction(async (open) => {
    await wakeDebts(open, [accountId], parts.clock.now())
    const [row] = await open.query<{ readonly id: OrderId }>(sql`select max(id) as id from orders`)
    if (!row) throw new Error('no order was made')
    return row.id
  })
}

/** What was told to accounts of orders, in order: kind and data. */
export async function noticesOf({ transaction }: TestParts): Promise<readonly unknown[]> {
  const rows = await transaction((open) =>
    open.query<{ readonly kind: string; readonly order: OrderId; readonly data: object }>(sql`
      select kind, order_id as "order", data from notices where order_id is not null order by id`),
  )
  return rows.map(({ kind, order, data }) => [kind, order, data])
}
