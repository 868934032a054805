import sql from 'sql-template-tag'
import { runRenewals } from '../src/actions/automatic/run-renewals.ts'
import type { Parts } from '../src/actions/parts.ts'
import type { OrderId } from '../src/identity/identity.ts'
import { wakeAccounts } from '../src/services/next-action.store.ts'
import { earlySuspensions, earlyTerminations } from './judge-ends.ts'
import type { World } from './world.ts'

/** What is wrong with a house in which everything that was due is done: things that are due and that nobody did. */
export async function findUndone(parts: Pick<Parts, 'transaction' | 'clock'>): Promise<readonly string[]> {
  const rows = await parts.transaction((open) =>
    open.query<{ what: string }>(sql`
      select format('service %s is due since %s', id, next_action_at) as what from services
      where state <> 'terminated' and next_action_at <= ${parts.clock.now()}::timestamptz
      union all
      select format('order %s is to expire since %s', id, expires_at) from orders
      where status = 'notPaid' and expires_at <= ${parts.clock.now()}::timestamptz
      union all
      select format('attempt %s is to be asked about since %s', id, resolve_at) from payment_attempts
      where resolve_at <= ${parts.clock.now()}::timestamptz`),
  )
  return rows.map((row) => row.what)
}

/**
 * What is done when every service is judged anew though nobody woke it: nothing, in a house that forgets none (rule A11). Called when
 * all that is due is done.
 */
export async function findForgotten({ parts, accounts }: World): Promise<readonly string[]> {
  await parts.transaction((open) =>
    wakeAccounts(
      open,
      accounts.map(({ id }) => id),
    ),
  )
  const { ordered, told, suspended, terminated } = await runRenewals(parts, { until: parts.clock.now() })
  if (ordered + told + suspended + terminated === 0) return []
  return [`services were forgotten: ${JSON.stringify({ ordered, told, suspended, terminated })}`]
}

/**
 * What no history may ever hold, told from its events, its attempts and the provider's calls, where I1-I8 look at how things stand.
 * Times are by the clock of the history.
 */
export async function findMisdeeds({ house }: World): Promise<readonly string[]> {
  return house.watching(async (open) => {
    const found = await Promise.all(
      [doubleCharges, doublePayments, earlySuspensions, earlyTerminations, ordersForTheDead].map((rule) =>
        open.query(rule),
      ),
    )
    return found.flatMap((rows) => (rows as { readonly what: string }[]).map((row) => row.what))
  })
}

/** Rule P2: what became of a charge is asked, it is never asked for again. */
const doubleCharges = sql`
  select format('P2: the provider was asked %s times for charge %s of order %s', count(*), idempotency_key, min(order_id)) as what
  from sandbox.calls where operation = 'charge' group by idempotency_key having count(*) > 1`

/** Rule O5: an open attempt reserves its order's services and debts; but not what its order has renewed already (rule B6). */
const doublePayments = sql`
  with open as (
    select attempt.account_id, attempt.id, coalesce(debts.order_id, attempt.order_id) as order_id
    from payment_attempts attempt
    left join order_debts paid on paid.account_id = attempt.account_id and paid.order_id = attempt.order_id
    left join debts on debts.account_id = paid.account_id and debts.id = paid.debt_id
    where attempt.state in ('charging', 'pending', 'unknown', 'parked') and not exists (
      select from debts renewed where renewed.account_id = attempt.account_id and charged_back_at is not null
        and renewed.order_id = coalesce(debts.order_id, attempt.order_id))
  )
  select format('O5: service %s is being paid by %s attempts at once', service_id, count(distinct open.id)) as what
  from open join order_lines line on line.account_id = open.account_id and line.order_id = open.order_id
  group by line.account_id, service_id having count(distinct open.id) > 1`

/** Rule A6: terminated services cannot come back, so nothing is ordered for them by itself. */
const ordersForTheDead = sql`
  select format('A6: order %s was made for service %s, which had been terminated', created.order_id, line.service_id) as what
  from events created
  join order_lines line on line.account_id = created.account_id and line.order_id = created.order_id
  join events ended on ended.account_id = created.account_id and ended.service_id = line.service_id
    and ended.type = 'service.terminated' and ended.id < created.id
  where created.type = 'order.created' and created.data ->> 'kind' = 'automatic'`

/** How an order stands that is going to be paid. */
export interface Payability {
  /** It no longer fits its services: what the guard must refuse (rule O5). One that was charged back is owed for a period that is paid. */
  readonly isOutdated: boolean
  /** How many there were on it. */
  readonly attempts: number
}

/** Read just before a step pays, and not under its lock: in a race it can be old by then. */
export async function readPayability({ house }: World, orderId: OrderId): Promise<Payability> {
  const [row] = await house.watching((open) =>
    open.query<Payability>(sql`
      select (select count(*) from payment_attempts where order_id = ${orderId}::bigint) as attempts, exists (
        select from orders
        join order_lines line on line.account_id = orders.account_id and line.order_id = orders.id
        join services on services.account_id = line.account_id and services.id = line.service_id
        where orders.id = ${orderId}::bigint and kind = 'renewal'
          and not exists (select from debts where debts.account_id = orders.account_id and debts.order_id = orders.id)
          and (services.state = 'terminated' or services.expires_on <> line.starts_on)
      ) as "isOutdated"`),
  )
  if (!row) throw new Error('PostgreSQL answers a row')
  return row
}
