import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { MeansId } from '../identity/identity.ts'

/** The outcomes that the sandbox's provider plays for a means, one a charge, the last repeating; from the first again. */
export interface Script {
  readonly meansId: MeansId
  /** In the words of `parseOutcome`; not empty. */
  readonly outcomes: readonly string[]
}

/** Scripts means anew. */
export async function writeScripts(transaction: Transaction, scripts: readonly Script[]): Promise<void> {
  await transaction.query(sql`
    insert into sandbox.outcomes (means_id, outcomes, used)
    select means_id, array(select jsonb_array_elements_text(outcomes)), 0
    from unnest(
      ${scripts.map((script) => script.meansId)}::bigint[],
      ${scripts.map((script) => JSON.stringify(script.outcomes))}::jsonb[]
    ) as script (means_id, outcomes)
    on conflict (means_id) do update set outcomes = excluded.outcomes, used = 0`)
}
