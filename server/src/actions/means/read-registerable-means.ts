import { localDate } from '../../calendar/calendar.ts'
import { readAccounts } from '../../customers/account.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { whyNotUsable } from '../../payments/choose-means.ts'
import { listMeans } from '../../payments/means-list.store.ts'
import type { RegisteredMeansKind } from '../../payments/payment.ts'
import type { RegisterableKind } from '../../payments/registrar.ts'
import { registerableKinds } from '../../payments/registration.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

export interface RegisterableMeans {
  /** What the account can add. */
  readonly kinds: readonly RegisterableKind[]
  /** What its automatic bills can be collected from: what it can add, and what it has. */
  readonly automatic: ReadonlySet<RegisteredMeansKind>
}

/** The kinds of means that an account can use, by its currency and this server's provider (rule P7). */
export async function readRegisterableMeans(
  parts: Parts,
  { accountId }: { readonly accountId: AccountId },
): Promise<RegisterableMeans> {
  return parts.transaction(async (transaction) => {
    const [[account], means] = await Promise.all([
      readAccounts(transaction, [accountId]),
      listMeans(transaction, accountId),
    ])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    const kinds = registerableKinds(parts.registrar, account.currency)
    const today = localDate(parts.clock.now(), parts.zone)
    const usable = means.filter((one) => whyNotUsable(one, today) === null).map(({ kind }) => kind)
    return { kinds, automatic: new Set<RegisteredMeansKind>([...kinds, ...usable]) }
  }, 'reads')
}
