import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Run, RunKind } from './run.ts'

/** Writes runs down, or how far they are by now. One that has ended changes no more. */
export async function writeRuns(transaction: Transaction, runs: readonly Run[]): Promise<void> {
  await transaction.query(sql`
    insert into runs (id, kind, until, started_at, progress_at, ended_at, counts, error)
    select * from unnest(
      ${runs.map((run) => run.id)}::uuid[],
      ${runs.map((run) => run.kind)}::text[],
      ${runs.map((run) => run.until)}::timestamptz[],
      ${runs.map((run) => run.startedAt)}::timestamptz[],
      ${runs.map((run) => run.progressAt)}::timestamptz[],
      ${runs.map((run) => run.endedAt)}::timestamptz[],
      ${runs.map((run) => JSON.stringify(run.counts))}::jsonb[],
      ${runs.map((run) => run.error)}::text[]
    )
    on conflict (id) do update set progress_at = excluded.progress_at, ended_at = excluded.ended_at,
      counts = excluded.counts, error = excluded.error
    where runs.ended_at is null`)
}

export interface RunFilter {
  readonly kind: RunKind | null
  /** Those that began at this moment or later. */
  readonly since: Instant | null
  readonly after: { readonly startedAt: Instant; readonly id: string } | null
  readonly limit: number
}

/** Oldest first. */
export async function listRuns(transaction: Transaction, filter: RunFilter): Promise<Run[]> {
  return transaction.query<Run>(sql`
    select id, kind, until, started_at as "startedAt", progress_at as "progressAt", ended_at as "endedAt", counts, error
    from runs
    where (started_at, id) > (coalesce(${filter.after?.startedAt ?? null}::timestamptz, '-infinity'),
        coalesce(${filter.after?.id ?? null}::uuid, '00000000-0000-0000-0000-000000000000'))
      and started_at >= coalesce(${filter.since}::timestamptz, '-infinity')
      and (${filter.kind}::text is null or kind = ${filter.kind}::text)
    order by started_at, id limit ${filter.limit}::integer`)
}

/** Answers how many. */
export async function deleteRuns(transaction: Transaction, before: Instant): Promise<number> {
  const [row] = await transaction.query<{ readonly deleted: number }>(sql`
    with deleted as (delete from runs where started_at < ${before}::timestamptz returning id)
    select count(*) as deleted from deleted`)
  return row?.deleted ?? 0
}
