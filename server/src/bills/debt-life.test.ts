import sql from 'sql-template-tag'
import { expect, test } from 'vitest'
import { givenDueBill } from '../../test/collecting.ts'
import type { TestDatabase } from '../../test/database.ts'
import type { TestParts } from '../../test/parts.ts'
import { beforeEachPaying } from '../../test/paying.ts'
import type { Instant } from '../calendar/calendar.ts'
import type { Account } from '../customers/account.ts'
import type { Transaction } from '../database/transaction.ts'
import type { DebtId, DocumentId, OrderId } from '../identity/identity.ts'
import { money } from '../money/money.ts'
import { reopenDebts } from './charged-back-debt.store.ts'
import { closeDebts } from './debt.store.ts'
import { type DebtState, debtTransitions } from './debt-life.ts'
import { scheduleDebts, wakeDebts } from './due-debt.store.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
beforeEachPaying((scene) => {
  ;({ database, parts, account } = scene)
})

interface Debt {
  readonly id: DebtId
  readonly state: DebtState
}

async function readDebt(open: Transaction): Promise<Debt> {
  const [debt] = await open.query<Debt>(sql`
    select id, case when closed_at is not null then 'closed' when collect_at is null then 'waiting' else 'collecting' end as state
    from debts order by id desc limit 1`)
  if (!debt) throw new Error('there is no debt')
  return debt
}

/** As a provider does that takes the money of the last bill back. */
async function chargeBack(open: Transaction, collectAt: Instant | null): Promise<void> {
  const [bill] = await open.query<{
    readonly billId: DocumentId
    readonly orderId: OrderId
    readonly openedAt: Instant
  }>(sql`
    select bill_id as "billId", order_id as "orderId", opened_at as "openedAt" from debts order by id desc limit 1`)
  if (!bill) throw new Error('there is no debt')
  const amount = money(239_000_000n, 'EUR')
  await reopenDebts(open, [
    { accountId: account.id, ...bill, amount, owed: amount, chargedBackAt: parts.clock.now(), collectAt },
  ])
}

test('a debt goes as its table says, whatever the statements are asked to do', async () => {
  const orderId: OrderId = await givenDueBill(parts, account, 500)
  const now = parts.clock.now()
  const accountId = account.id
  const doings: Readonly<Record<string, (open: Transaction, id: DebtId) => Promise<unknown>>> = {
    again: (open, id) => scheduleDebts(open, [{ accountId, id, collectAt: now }]),
    noMore: (open, id) => scheduleDebts(open, [{ accountId, id, collectAt: null }]),
    wake: (open) => wakeDebts(open, [accountId], now),
    close: (open) => closeDebts(open, [{ accountId, id: orderId }], now),
    chargeBack: (open) => chargeBack(open, now),
    chargeBackLate: (open) => chargeBack(open, null),
  }
  const taken = new Set<string>()
  for (const doing of [
    ...['again', 'noMore', 'wake', 'noMore', 'close', 'again', 'wake', 'noMore', 'close'],
    ...['chargeBack', 'close', 'chargeBackLate'],
  ]) {
    await database.transaction(async (open) => {
      const before = await readDebt(open)
      await doings[doing]?.(open, before.id)
      const after = await readDebt(open)
      const isLeftAlone = before.state === after.state && before.state !== 'collecting'
      if (!isLeftAlone) taken.add(`${before.state} ${after.state}`)
    })
  }
  const steps = Object.entries(debtTransitions).flatMap(([from, next]) => next.map((to) => `${from} ${to}`))
  expect([...taken].toSorted()).toEqual(steps.toSorted())
})
