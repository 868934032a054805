import type { ServicesNonExpiringService, ServicesService } from '@odnowa/contract/models/services.generated.ts'
import type { ServiceView } from '../../actions/services/view-services.ts'
import { periodInMonths } from '../../calendar/period.ts'
import { modeWords, stateWords } from './service-state.ts'

/** services.Service: what `serviceInfos` says of a service. Periods are months; one that is none is null, or left out (rule T3). */
export function toWireServiceInfos(view: ServiceView): ServicesService {
  const { service, kind, possiblePeriods } = view
  const { flags, renewalType } = modeWords(kind)
  return {
    ...toWireNonExpiringService(view),
    canDeleteAtExpiration: kind !== 'oneShot',
    engagedUpTo: service.engagedUntil?.toString() ?? null,
    expiration: service.expiresOn.toString(),
    possibleRenewPeriod: flags === null ? null : possiblePeriods.flatMap((period) => periodInMonths(period) ?? []),
    renew:
      flags === null
        ? null
        : { ...flags, deleteAtExpiration: service.ends === 'expiration', period: periodInMonths(service.period) },
    renewalType,
  }
}

/** services.NonExpiringService: the same of a vRack. */
export function toWireNonExpiringService({ service, standing, contacts }: ServiceView): ServicesNonExpiringService {
  return {
    contactAdmin: contacts.admin,
    contactBilling: contacts.billing,
    contactTech: contacts.tech,
    creation: service.startsOn.toString(),
    domain: service.name,
    serviceId: service.id,
    status: stateWords(standing).infos,
  }
}
