import type { ServiceRenew, ServiceRenewInterval, ServiceRenewMode } from '@odnowa/contract/models/service.generated.ts'
import { ServiceRenewInterval as intervals } from '@odnowa/contract/models/service.generated.ts'
import type { ServiceListService } from '@odnowa/contract/models/service-list.generated.ts'
import type { ServiceView } from '../../actions/services/view-services.ts'
import { type Period, periodParts } from '../../calendar/period.ts'
import { toWireRoute } from './service-route.ts'
import { endingModes, modeWords, stateWords } from './service-state.ts'

/** serviceList.Service: what `/service/{serviceId}` says of a service. */
export function toWireService(view: ServiceView): ServiceListService {
  const { service, plan, standing } = view
  const { billing, resource } = stateWords(standing)
  return {
    creationDate: service.startsOn.toString(),
    details: [],
    engagementDate: service.engagedUntil?.toString() ?? null,
    expirationDate: service.expiresOn.toString(),
    nextBillingDate: view.renewsOn?.toString() ?? null,
    plan: { code: plan.code, product: { name: plan.serviceType } },
    quantity: service.quantity,
    renew: renew(view),
    resource: { displayName: service.displayName ?? service.name, name: service.name, state: resource },
    route: toWireRoute(view) ?? { path: null, url: null, vars: [] },
    state: billing,
  }
}

function renew(view: ServiceView): ServiceRenew {
  const { service, kind, possiblePeriods } = view
  const { unit } = periodParts(service.period)
  return {
    dayOfMonth: unit === 'months' || unit === 'years' ? service.anchorDay : null,
    interval: isInterval(service.period) ? service.period : null,
    mode: service.ends ? endingModes[service.ends] : modeWords(kind).mode,
    possibleIntervals: possiblePeriods.filter(isInterval),
    possibleModes: possibleModes(view),
  }
}

function possibleModes({ service, kind, possibleModes: modes }: ServiceView): ServiceRenewMode[] {
  if (kind === 'oneShot') return ['oneShot']
  const own =
    kind === 'manual' || kind === 'automatic' ? modes.map((mode) => modeWords(mode).mode) : [modeWords(kind).mode]
  return [...own, endingModes.expiration, ...(service.engagedUntil ? [endingModes.engagement] : [])]
}

/** The periods that service.renew.Interval can say (rule T3). */
function isInterval(period: Period | ServiceRenewInterval): period is Period & ServiceRenewInterval {
  return (intervals.enum as readonly string[]).includes(period)
}
