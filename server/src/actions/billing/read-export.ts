import { type DocumentExport, findExports } from '../../bills/export.store.ts'
import { realClock } from '../../calendar/calendar.ts'
import { hashKey, sameSecret } from '../../customers/secret.ts'
import type { Parts } from '../parts.ts'

/** What was asked for under a number, for who has its token; null for a wrong one and for a link that is too old. */
export async function readExport(
  parts: Parts,
  { id, token }: { readonly id: number; readonly token: string },
): Promise<DocumentExport | null> {
  const found = await parts.transaction((transaction) => findExports(transaction, id, realClock.now()), 'reads')
  return found.find(({ tokenHash }) => sameSecret(tokenHash, hashKey(token))) ?? null
}
