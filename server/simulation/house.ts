import sql from 'sql-template-tag'
import { openDatabase } from '../src/database/pool.ts'
import type { RunTransaction } from '../src/database/transaction.ts'
import { testDatabase } from '../test/database.ts'

/** The one database of all histories of a run: its connections stay, with the plans of their statements. */
export interface House {
  readonly url: string
  /** Connections of the processes whose life is played. */
  readonly transaction: RunTransaction
  /** A connection of who plays it, which none of their misfortunes befalls. */
  readonly watching: RunTransaction
  close(): Promise<void>
}

/** As which the watching connection is known to PostgreSQL. */
export const watcherName = 'simulation'

/** A database of its own, which histories empty and use one after the other. Close it. `watching` stays planned for its statements. */
export async function openHouse(): Promise<House> {
  const database = await testDatabase()
  await database.transaction((open) => open.query(planOnce))
  const url = new URL(database.url)
  url.searchParams.set('application_name', watcherName)
  const watching = openDatabase({ url: url.href, connections: 1, readingConnections: 1 })
  return {
    ...{ url: database.url, transaction: database.transaction, watching: watching.transaction },
    async close() {
      await watching.close()
      await database.close()
    },
  }
}

/** A statement is planned at its first run on a connection, not at its first six: with few rows there is nothing to choose. */
const planOnce = sql`
  do $$
  begin
    execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database());
  end
  $$`

/**
 * Empties the house of the last history. Its few rows are deleted: to truncate fifty tables takes ten times as long, and lets every
 * connection plan all its statements anew. Numbers go on where they were.
 */
export async function emptyHouse({ watching }: Pick<House, 'watching'>): Promise<void> {
  await watching(async (open) => {
    // triggers and foreign keys, which refuse this, are the business of the histories
    await open.query(sql`select set_config('session_replication_role', 'replica', true)`)
    await open.query(sql`
      do $$
      declare held record;
      begin
        for held in
          select schemaname, tablename from pg_tables
          where schemaname in ('public', 'sandbox') and tablename not in ('migrations', 'settings', 'catalog_version')
        loop
          execute format('delete from %I.%I', held.schemaname, held.tablename);
        end loop;
        delete from settings where name <> 'seal';
      end
      $$`)
  })
}
