import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { watcherName } from './house.ts'

/** Ends every connection to a database but the watcher's, as a failing network or a restart of PostgreSQL does, and waits until they are gone. */
export async function loseConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select pid, pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
        and pid <> pg_backend_pid() and application_name <> $1`,
      [watcherName],
    )
    const pids = rows.map((row) => row.pid)
    for (;;) {
      const left = await client.query('select from pg_stat_activity where pid = any ($1)', [pids])
      if (left.rowCount === 0) break
      await wait(5)
    }
    // the pool hears of the ends in a later turn, and hands none of them out from then on
    await wait(10)
  } finally {
    await client.end()
  }
}
