import type pg from 'pg'

/** A connection that reads of one moment share. */
export interface Borrowed {
  readonly client: Promise<pg.PoolClient>
  /** To be called once by each who borrowed it: the last one hands it back to the pool. @param broken why it cannot be used again */
  giveBack(broken: Error | undefined): void
}

/**
 * Lends connections for reads: those that ask in one go, with nothing in between, get the same one, and their statements leave in one
 * message. Who asks later gets another.
 */
export function sharing(connect: () => Promise<pg.PoolClient>): () => Borrowed {
  let lent: ReturnType<typeof lend> | null = null
  return () => {
    if (lent === null) {
      lent = lend(connect())
      queueMicrotask(() => {
        lent = null
      })
    }
    return lent.borrow()
  }
}

function lend(client: Promise<pg.PoolClient>) {
  let [borrowers, broken] = [0, undefined as Error | undefined]
  const giveBack = (reason: Error | undefined) => {
    borrowers -= 1
    broken ??= reason
    if (borrowers === 0) client.then((whole) => whole.release(broken))
  }
  return {
    borrow(): Borrowed {
      borrowers += 1
      return { client, giveBack }
    },
  }
}
