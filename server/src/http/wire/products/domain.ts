import type { DomainDomainServiceWithIAM, DomainRenewalStateEnum } from '@odnowa/contract/models/domain.generated.ts'
import type { ServiceView } from '../../../actions/services/view-services.ts'
import { startOfDay, toWireDateTime } from '../../../calendar/calendar.ts'
import type { WireContext } from '../../context.ts'
import { iam } from './product.ts'

/** domain.DomainServiceWithIAM. */
export function toWireDomain({ zone }: WireContext, view: ServiceView): DomainDomainServiceWithIAM {
  const { service, nichandle, contacts } = view
  const expiration = toWireDateTime(startOfDay(service.expiresOn, zone), zone)
  return {
    contactAdmin: { id: contacts.admin },
    contactBilling: { id: contacts.billing },
    contactOwner: { id: nichandle },
    contactTech: { id: contacts.tech },
    dnssecState: 'disabled',
    dnssecSupported: true,
    domain: service.name,
    expirationDate: expiration,
    glueRecordIpv6Supported: true,
    glueRecordMultiIpSupported: true,
    hostSupported: true,
    iam: iam(view, 'domain'),
    lastUpdate: toWireDateTime(service.createdAt, zone),
    nameServerType: 'hosted',
    nameServers: nameServerNames(service.id).map((nameServer, index) => ({
      id: service.id * 2 + index,
      ipv4: null,
      ipv6: null,
      nameServer,
      nameServerType: 'hosted',
    })),
    offer: 'gold',
    owoSupported: true,
    parentService: null,
    renewalDate: expiration,
    renewalState: renewalState(view),
    serviceId: service.id,
    state: 'ok',
    suspensionState: 'not_suspended',
    transferLockStatus: 'locked',
    whoisOwner: nichandle,
  }
}

/** The pair of name servers of a domain and of its zone. */
export function nameServerNames(id: number): readonly string[] {
  const number = 100 + (id % 100)
  return [`dns${number}.ovh.net`, `ns${number}.ovh.net`]
}

function renewalState({ service, kind, openBill }: ServiceView): DomainRenewalStateEnum {
  if (service.ends) return 'cancellation_requested'
  if (openBill !== null) return 'unpaid'
  return kind === 'manual' || kind === 'oneShot' ? 'manual_renew' : 'automatic_renew'
}
