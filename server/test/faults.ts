import type { Parts } from '../src/actions/parts.ts'
import type { RunTransaction, Transaction } from '../src/database/transaction.ts'

/** The points of paying at which a process can die, in the order in which it passes them. */
export const payingPoints = [
  'beforeAttempt',
  'beforeCharge',
  'afterCharge',
  'inSettlement',
  'beforeCommit',
  'afterSettlement',
] as const
export type PayingPoint = (typeof payingPoints)[number]

/** What dies: `throw` in a test; a process of its own with `() => process.kill(process.pid, 'SIGKILL')`. */
export type Strike = (point: PayingPoint) => void

/** The statement of a settlement at which `inSettlement` strikes: the services are extended by then, no bill is issued yet. */
const marked = /insert into document_series/

/**
 * Parts that are struck once, at a point of paying: `beforeAttempt` and `beforeCharge` around transaction one, `afterCharge` when
 * the gateway has answered, `inSettlement` and `beforeCommit` in transaction two, `afterSettlement` once it is committed.
 * After the strike nothing gets through any more, neither to the database nor to the gateway, as from a process that is dead.
 */
export function faulty<Some extends Pick<Parts, 'transaction' | 'gateway'>>(
  parts: Some,
  at: PayingPoint,
  strike: Strike,
): Some {
  const victim = { isDead: false, isCharged: false }
  const pass = (point: PayingPoint) => {
    if (victim.isDead) throw new Error('this process is dead')
    if (point !== at) return
    victim.isDead = true
    strike(point)
    throw new Error(`killed ${point}`)
  }
  const { gateway } = parts
  return {
    ...parts,
    transaction: strikable(parts.transaction, victim, pass),
    gateway: {
      ...gateway,
      async charge(charge: Parameters<typeof gateway.charge>[0]) {
        pass('beforeCharge')
        const answer = await gateway.charge(charge)
        victim.isCharged = true
        pass('afterCharge')
        return answer
      },
    },
  }
}

function strikable(
  transaction: RunTransaction,
  victim: { readonly isDead: boolean; readonly isCharged: boolean },
  pass: (point: PayingPoint) => void,
): RunTransaction {
  return async (work) => {
    if (!victim.isCharged) {
      pass('beforeAttempt')
      return transaction(work)
    }
    if (victim.isDead) throw new Error('this process is dead')
    const result = await transaction(async (open) => {
      const done = await work(watched(open, pass))
      pass('beforeCommit')
      return done
    })
    pass('afterSettlement')
    return result
  }
}

function watched(open: Transaction, pass: (point: PayingPoint) => void): Transaction {
  return {
    async query(statement) {
      if (marked.test(statement.sql)) pass('inSettlement')
      return open.query(statement)
    },
  }
}
