import { addHours, type Instant } from '../../calendar/calendar.ts'
import type { AccountId } from '../../identity/identity.ts'
import { Problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** Of whom a batch is to be: of whoever is due, or of one account alone. The batch says whom it got before it does anything. */
export interface Claim {
  readonly only: readonly AccountId[] | null
  readonly got: (accountIds: readonly AccountId[]) => void
}

export interface Isolated<Done> {
  /** A batch in one transaction; null when nothing is due that is free. */
  readonly batch: (claim: Claim) => Promise<Done | null>
  /** Puts off what is due of an account whose batch fails. */
  readonly putOff: (accountId: AccountId, until: Instant) => Promise<void>
}

/** What came of a batch. */
export interface IsolatedBatch<Done> {
  /** What was done, by transaction. */
  readonly done: readonly Done[]
  /** How many accounts were put off. */
  readonly putOff: number
}

/** How long an account waits whose batch fails, in business time. */
const hoursPutOff = 1

/**
 * Runs a batch; should it fail, each of its accounts alone, so that one which cannot be dealt with holds up no other. That one is put
 * off, counted, and told to those who read the log.
 * @returns null when nothing is due that is free
 * @throws what has nothing to do with an account: the database is away
 */
export async function isolateAccounts<Done>(
  parts: Pick<Parts, 'clock' | 'log'>,
  isolated: Isolated<Done>,
): Promise<IsolatedBatch<Done> | null> {
  let accountIds: readonly AccountId[] = []
  const got = (ids: readonly AccountId[]) => {
    accountIds = ids
  }
  try {
    const done = await isolated.batch({ only: null, got })
    return done === null ? null : { done: [done], putOff: 0 }
  } catch (error) {
    if (accountIds.length === 0 || isAway(error)) throw error
    return eachAlone(parts, isolated, accountIds)
  }
}

async function eachAlone<Done>(
  { clock, log }: Pick<Parts, 'clock' | 'log'>,
  { batch, putOff }: Isolated<Done>,
  accountIds: readonly AccountId[],
): Promise<IsolatedBatch<Done>> {
  const all: Done[] = []
  let late = 0
  for (const accountId of accountIds) {
    try {
      const done = await batch({ only: [accountId], got: () => {} })
      if (done !== null) all.push(done)
    } catch (error) {
      if (isAway(error)) throw error
      const until = addHours(clock.now(), hoursPutOff)
      await putOff(accountId, until)
      late += 1
      log.error(
        { account: accountId, error, until: until.toString() },
        'what is due of an account failed: it is put off',
      )
    }
  }
  return { done: all, putOff: late }
}

function isAway(error: unknown): boolean {
  return error instanceof Problem && error.code === 'UNAVAILABLE'
}
