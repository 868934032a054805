import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { findServices } from './find-services.ts'
import type { ServiceView } from './view-services.ts'

/**
 * The live service that a path names.
 * @param names the values of the root's parameters, in order
 * @throws NOT_FOUND
 */
export async function findService(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  request: { readonly accountId: AccountId; readonly family: string; readonly names: readonly string[] },
): Promise<ServiceView> {
  const { accountId, family, names } = request
  const last = names.slice(-1)
  const found = await findServices(parts, { accountId, family, before: names.slice(0, -1), last })
  const view = found.get(last[0] ?? '')
  if (!view) throw problem('NOT_FOUND', `${family} "${names.join('/')}" does not exist`)
  return view
}
