import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../database/pool.ts'

const patienceSeconds = 2

/** Asks the database for a sign of life. Resolves when it gave one; throws the reason when it did not. */
export async function checkHealth({ pool }: Database): Promise<void> {
  const silence = new AbortController()
  const late = wait(patienceSeconds * 1000, null, { signal: silence.signal }).then(
    () => {
      throw new Error(`the database has not answered for ${patienceSeconds} seconds`)
    },
    () => {},
  )
  try {
    await Promise.race([late, pool.query('select 1')])
  } catch (error) {
    throw new Error('the database cannot be reached', { cause: error })
  } finally {
    silence.abort()
  }
}
