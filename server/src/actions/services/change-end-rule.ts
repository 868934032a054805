import { lockAccounts } from '../../customers/account.store.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { changeEndRule as decideEndRule, type EndRule } from '../../services/end-rule.ts'
import type { Parts } from '../parts.ts'
import { changeFacts, storeRenewal } from './renewal-change.ts'
import { viewServices } from './view-services.ts'

/**
 * Has another rule follow the end of a service's engagement (rule A8).
 * @throws NOT_FOUND for a service without engagement too, SERVICE_HAS_OPEN_BILL, PAST_CUT_OFF, SERVICE_ONE_SHOT
 */
export async function changeEndRule(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  { accountId, serviceId, endRule: rule }: EndRuleRequest,
): Promise<void> {
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const view = (await viewServices(transaction, parts, accountId, [serviceId])).get(serviceId)
    if (!view) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
    const now = parts.clock.now()
    const change = decideEndRule(await changeFacts(transaction, parts, view, now), rule)
    if (change) await storeRenewal(transaction, view.service, change, now)
  })
}

export interface EndRuleRequest {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly endRule: EndRule
}
