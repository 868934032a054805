import type { DomainZoneWithIAM } from '@odnowa/contract/models/domain.generated.ts'
import type { ServiceView } from '../../../actions/services/view-services.ts'
import { toWireDateTime } from '../../../calendar/calendar.ts'
import type { WireContext } from '../../context.ts'
import { nameServerNames } from './domain.ts'
import { iam } from './product.ts'

/** domain.ZoneWithIAM. */
export function toWireDomainZone({ zone }: WireContext, view: ServiceView): DomainZoneWithIAM {
  const { service } = view
  return {
    dnssecActivated: false,
    dnssecSupported: true,
    hasDnsAnycast: false,
    iam: iam(view, 'dnsZone'),
    lastUpdate: toWireDateTime(service.createdAt, zone),
    name: service.name,
    nameServers: [...nameServerNames(service.id)],
  }
}
