import type { Parts } from '../src/actions/parts.ts'
import type { Transaction } from '../src/database/transaction.ts'

/** What a process that died throws from then on: nothing gets through any more. */
export class Died extends Error {}

/**
 * Parts of a process that dies after so many statements, commits and calls of the gateway, wherever it is by then. What it had not
 * committed is rolled back, what it had asked of the gateway stands, as after `kill -9`.
 */
export function dyingParts<Some extends Parts>(parts: Some, diesAfter: number): Some {
  let left = diesAfter
  return passingParts(parts, async () => {
    left -= 1
    if (left < 0) throw new Died('this process is dead')
  })
}

/** Parts of a process whose connections to the database all break once, after so many statements, commits and calls of the gateway. */
export function losingParts<Some extends Parts>(parts: Some, losesAfter: number, lose: () => Promise<void>): Some {
  let left = losesAfter
  return passingParts(parts, async () => {
    left -= 1
    if (left === -1) await lose()
  })
}

/** Parts that pass a gate before and after whatever they do to the world. */
function passingParts<Some extends Parts>(parts: Some, pass: () => Promise<void>): Some {
  const { transaction, gateway } = parts
  return {
    ...parts,
    transaction: async (work, kind) => {
      await pass()
      const result = await transaction(async (open) => {
        const done = await work(watched(open, pass))
        await pass()
        return done
      }, kind)
      await pass()
      return result
    },
    gateway: {
      charge: (charge: Parameters<typeof gateway.charge>[0]) => around(pass, () => gateway.charge(charge)),
      lookup: (charge: Parameters<typeof gateway.lookup>[0]) => around(pass, () => gateway.lookup(charge)),
      refund: (refund: Parameters<typeof gateway.refund>[0]) => around(pass, () => gateway.refund(refund)),
    },
  }
}

function watched(open: Transaction, pass: () => Promise<void>): Transaction {
  return {
    async query(statement) {
      await pass()
      return open.query(statement)
    },
  }
}

async function around<Result>(pass: () => Promise<void>, call: () => Promise<Result>): Promise<Result> {
  await pass()
  const result = await call()
  await pass()
  return result
}
