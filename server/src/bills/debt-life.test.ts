import sql from 'sql-template-tag'
import { expect, test } from 'vitest'
import { givenDueBill } from '../../test/collecting.ts'
import type { TestDatabase } from '../../test/database.ts'
import type { TestParts } from '../../test/parts.ts'
import { beforeEachPaying } from '../../test/paying.ts'
import type { Account } from '../customers/account.ts'
import type { Transaction } from '../database/transaction.ts'
import type { DebtId, OrderId } from '../identity/identity.ts'
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

test('a debt goes as its table says, whatever the statements are asked to do', async () => {
  const orderId: OrderId = await givenDueBill(parts, account, 500)
  const now = parts.clock.now()
  const accountId = account.id
  const doings: Readonly<Record<string, (open: Transaction, id: DebtId) => Promise<unknown>>> = {
    again: (open, id) => scheduleDebts(open, [{ accountId, id, collectAt: now }]),
    noMore: (open, id) => scheduleDebts(open, [{ accountId, id, collectAt: null }]),
    wake: (open) => wakeDebts(open, [accountId], now),
    close: (open) => closeDebts(open, [{ accountId, id: orderId }], now),
  }
  const taken = new Set<string>()
  for (const doing of ['again', 'noMore', 'wake', 'noMore', 'close', 'again', 'wake', 'noMore', 'close']) {
    await database.transaction(async (open) => {
      const before = await readDebt(open)
      await doings[doing]?.(open, before.id)
      const after = await readDebt(open)
      if (before.state !== 'closed' || after.state !== 'closed') taken.add(`${before.state} ${after.state}`)
    })
  }
  const steps = Object.entries(debtTransitions).flatMap(([from, next]) => next.map((to) => `${from} ${to}`))
  expect([...taken].filter((step) => !steps.includes(step))).toEqual([])
  expect(steps.filter((step) => !taken.has(step))).toEqual(['collecting closed'])
})
