import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { AskedService } from '../../services/service.store.ts'
import { describeRenewals } from '../../strategies/describe-renewals.ts'
import type { Family, Renewals } from '../../strategies/strategy.ts'
import { askTogether } from '../ask-together.ts'
import type { Parts } from '../parts.ts'
import { loadFamilies } from './load-family.ts'

export interface ListRenewalsRequest {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly includeOptions: boolean
}

const readFamily = askTogether(
  ({ accountId, serviceId }: AskedService) => `${accountId} ${serviceId}`,
  (parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>, many): Promise<readonly (Family | null)[]> =>
    parts.transaction((transaction) => loadFamilies(transaction, parts, many), 'reads'),
)

/**
 * The possible renewals of a service (rules S1-S9).
 * @throws NOT_FOUND, SERVICE_ENDING, SERVICE_ONE_SHOT, SERVICE_HAS_OPEN_BILL
 */
export async function listRenewals(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  request: ListRenewalsRequest,
): Promise<Renewals> {
  const { accountId, serviceId, includeOptions } = request
  const family = await readFamily(parts, { accountId, serviceId })
  if (!family) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
  return describeOnce(family, serviceId, includeOptions)
}

/** Calls that one reading answers share its family, and their answer. */
function describeOnce(family: Family, serviceId: ServiceId, includeOptions: boolean): Renewals {
  const answers = described.get(family) ?? new Map<string, Renewals>()
  described.set(family, answers)
  const key = `${serviceId} ${includeOptions}`
  const known = answers.get(key)
  if (known !== undefined) return known
  const renewals = describeRenewals(family, serviceId, includeOptions)
  answers.set(key, renewals)
  return renewals
}

const described = new WeakMap<Family, Map<string, Renewals>>()
