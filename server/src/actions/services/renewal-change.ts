import { type Instant, localDate } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NoticeData } from '../../notices/notice.ts'
import { whyNotUsable } from '../../payments/choose-means.ts'
import { listMeans } from '../../payments/means-list.store.ts'
import { readPolicy } from '../../policy/policy.store.ts'
import type { ChangeFacts, Renewal } from '../../services/change-renewal.ts'
import { updateEndRules } from '../../services/engagement.store.ts'
import type { Service } from '../../services/service.ts'
import { updateRenewals } from '../../services/service-change.store.ts'
import type { Parts } from '../parts.ts'
import { serviceNotice } from '../telling/service-notice.ts'
import type { ServiceView } from './view-services.ts'

/** What a change of a service's renewal is judged by, as of now. */
export async function changeFacts(
  transaction: Transaction,
  { zone }: Pick<Parts, 'zone'>,
  view: ServiceView,
  now: Instant,
): Promise<ChangeFacts> {
  const [policy, means] = await Promise.all([readPolicy(transaction), listMeans(transaction, view.service.accountId)])
  const hasValidMeans = means.some((one) => whyNotUsable(one, localDate(now, zone)) === null)
  return { ...view, hasValidMeans, now, zone, cutOffHours: policy.cutOffHours }
}

/** How a service renews from now on: what is left out stays. */
export interface RenewalStored {
  readonly renewal?: Renewal | null
  readonly endRule?: string | null
}

/** Stores a change of a service's renewal, and tells it. */
export async function storeRenewal(
  transaction: Transaction,
  service: Service,
  { renewal, endRule }: RenewalStored,
  at: Instant,
): Promise<void> {
  const { accountId, id: serviceId, mode, period, ends, engagementEndRule } = service
  if (renewal) await updateRenewals(transaction, [{ accountId, serviceId, ...renewal }])
  if (endRule !== undefined) await updateEndRules(transaction, [{ accountId, id: serviceId, endRule }])
  const before = { mode, period, ends }
  const rules = endRule === undefined ? [{}, {}] : [{ endRule: engagementEndRule }, { endRule }]
  const data = { from: { ...before, ...rules[0] }, to: { ...before, ...renewal, ...rules[1] } }
  await insertEvents(transaction, [{ accountId, at, type: 'service.modeChanged', serviceId, data }])
  const told = renewal ? { ...toldMode(before, renewal), ...toldEnd(service, renewal) } : {}
  await insertNotices(transaction, [
    serviceNotice({ accountId, kind: 'mode.changed', services: [serviceId], data: told, at }),
  ])
}

/** What the mail says that the service does now: an end comes before its mode. A change of the period alone is told as a change. */
function toldMode(before: Renewal, after: Renewal): Pick<NoticeData, 'mode'> {
  if (after.ends !== null) return before.ends === after.ends ? {} : { mode: 'ending' }
  return before.ends !== null || before.mode !== after.mode ? { mode: after.mode } : {}
}

/** The date at which it ends, where an end is set now. */
function toldEnd({ ends, expiresOn, engagedUntil }: Service, after: Renewal): Pick<NoticeData, 'endsOn'> {
  const date = after.ends === 'engagement' ? engagedUntil : expiresOn
  return after.ends === null || after.ends === ends || date === null ? {} : { endsOn: date.toString() }
}
