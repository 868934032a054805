import type {
  ServiceBillingStateEnum,
  ServiceRenewalTypeEnum,
  ServiceRenewMode,
  ServiceResourceStateEnum,
  ServiceStateEnum,
} from '@odnowa/contract/models/service.generated.ts'
import type {
  ServicesExpandedLifecycleStateEnum,
  ServicesExpandedRenewModeEnum,
  ServicesExpandedResourceStateEnum,
} from '@odnowa/contract/models/services.generated.ts'
import type { RenewalKind } from '../../services/renewal-kind.ts'
import type { Ending } from '../../services/service.ts'
import type { Standing } from '../../services/standing.ts'

/** One state inside in the words of each door (renewal-rules.md, W). */
export interface StateWords {
  /** `serviceInfos.status` */
  readonly infos: ServiceStateEnum
  /** `/service`: `state` and `resource.state` */
  readonly billing: ServiceBillingStateEnum
  readonly resource: ServiceResourceStateEnum
  /** `/services`: `billing.lifecycle.current.state` and `resource.state` */
  readonly lifecycle: ServicesExpandedLifecycleStateEnum
  readonly expandedResource: ServicesExpandedResourceStateEnum
}

type LiveStanding = Exclude<Standing, 'terminated'>

const stateTable: Readonly<Record<LiveStanding, StateWords>> = {
  active: words('ok', 'ok', 'ok', 'active', 'active'),
  unpaid: words('unPaid', 'unpaid', 'ok', 'unpaid', 'active'),
  unpaidPastExpiration: words('pendingDebt', 'unpaid', 'ok', 'toRenew', 'active'),
  suspendedUnpaid: words('pendingDebt', 'unpaid', 'suspended', 'unpaid', 'suspended'),
  suspendedExpired: words('expired', 'expired', 'suspended', 'unrenewed', 'suspended'),
  suspended: words('ok', 'ok', 'suspended', 'active', 'suspended'),
}

/** @throws Error for a terminated service: every door answers 404 for one */
export function stateWords(standing: Standing): StateWords {
  if (standing === 'terminated') throw new Error('a terminated service is not shown')
  return stateTable[standing]
}

/** Whether a product's own routes answer 460 (rule A7a). */
export function isSuspended(standing: Standing): boolean {
  return stateWords(standing).resource === 'suspended'
}

/** One way of renewing in the words of each door (renewal-rules.md, W), but for a service that is set to end. */
export interface ModeWords {
  /** `serviceInfos.renew`; null: the service has none. */
  readonly flags: { readonly automatic: boolean; readonly forced: boolean; readonly manualPayment: boolean } | null
  /** `serviceInfos.renewalType` */
  readonly renewalType: ServiceRenewalTypeEnum
  /** `/service`: `renew.mode` */
  readonly mode: ServiceRenewMode
  /** `/services`: `billing.renew.current.mode` */
  readonly expandedMode: ServicesExpandedRenewModeEnum | null
}

const automatic = { automatic: true, forced: false, manualPayment: false }

const modeTable: Readonly<Record<RenewalKind, ModeWords>> = {
  automatic: { flags: automatic, renewalType: 'automaticV2016', mode: 'automaticV2016', expandedMode: 'automatic' },
  manual: {
    flags: { automatic: false, forced: false, manualPayment: true },
    renewalType: 'manual',
    mode: 'manual',
    expandedMode: 'manual',
  },
  forced: {
    flags: { ...automatic, forced: true },
    renewalType: 'automaticForcedProduct',
    mode: 'automaticForcedProduct',
    expandedMode: 'automatic',
  },
  option: { flags: null, renewalType: 'option', mode: 'option', expandedMode: null },
  oneShot: { flags: null, renewalType: 'oneShot', mode: 'oneShot', expandedMode: null },
}

/** The words of a service that is not set to end; one that is has its mode from `endingModes`. */
export function modeWords(kind: RenewalKind): ModeWords {
  return modeTable[kind]
}

/** What `/service` says of a service that is set to end, in place of its mode. */
export const endingModes: Readonly<Record<Ending, ServiceRenewMode>> = {
  expiration: 'deleteAtExpiration',
  engagement: 'deleteAtEndEngagement',
}

/** What `/services` says of the same: an action that is pending. */
export const endingActions = {
  expiration: 'terminateAtExpirationDate',
  engagement: 'terminateAtEngagementDate',
} as const satisfies Readonly<Record<Ending, string>>

function words(
  infos: StateWords['infos'],
  billing: StateWords['billing'],
  resource: StateWords['resource'],
  lifecycle: StateWords['lifecycle'],
  expandedResource: StateWords['expandedResource'],
): StateWords {
  return { infos, billing, resource, lifecycle, expandedResource }
}
