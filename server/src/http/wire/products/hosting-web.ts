import {
  type HostingWebOfferCapabilitiesEnum,
  type HostingWebServiceWithIAM,
  HostingWebOfferCapabilitiesEnum as offers,
} from '@odnowa/contract/models/hosting.generated.ts'
import type { ServiceView } from '../../../actions/services/view-services.ts'
import type { WireContext } from '../../context.ts'
import { exampleIpv4, exampleIpv6, iam } from './product.ts'

/** hosting.web.ServiceWithIAM. */
export function toWireHostingWeb(_context: WireContext, view: ServiceView): HostingWebServiceWithIAM {
  const { service } = view
  const cluster = `cluster${String(1 + (service.id % 120)).padStart(3, '0')}`
  const login =
    service.name
      .replace(/[^a-z0-9]/gi, '')
      .slice(0, 8)
      .toLowerCase() || `web${service.id}`
  const host = `ftp.${cluster}.hosting.ovh.net`
  return {
    availableBoostOffer: [],
    boostOffer: null,
    cluster,
    clusterIp: exampleIpv4(view),
    clusterIpv6: exampleIpv6(view),
    countriesIp: [],
    datacenter: 'gra2',
    defaultAttachedDomain: service.name,
    displayName: service.displayName ?? service.name,
    filer: null,
    hasCdn: false,
    hasHostedSsl: true,
    home: `/home/${login}`,
    hostingIp: exampleIpv4(view),
    hostingIpv6: exampleIpv6(view),
    iam: iam(view, 'webHosting'),
    lastOvhConfigScan: null,
    multipleSSL: true,
    offer: offerOf(view),
    operatingSystem: 'linux',
    phpVersions: [
      { support: 'SUPPORTED', version: '8.4' },
      { support: 'SECURITY_FIXES', version: '8.2' },
    ],
    primaryLogin: login,
    quotaSize: { unit: 'GB', value: 100 },
    quotaUsed: { unit: 'GB', value: 0 },
    recommendedOffer: null,
    resourceType: 'shared',
    serviceManagementAccess: {
      ftp: { port: 21, url: host },
      http: { port: 80, url: `http://${login}.${cluster}.hosting.ovh.net` },
      ssh: { port: 22, url: host.replace('ftp', 'ssh') },
    },
    serviceName: service.name,
    state: 'active',
    token: null,
    trafficQuotaSize: null,
    trafficQuotaUsed: null,
    updates: [],
  }
}

/** A plan's code says its offer where it ends with one (`hosting-perso-2014` is `perso2014`). */
function offerOf({ plan }: ServiceView): HostingWebOfferCapabilitiesEnum {
  const names = [plan.code, plan.code.replace(/^hosting-/, '').replaceAll('-', '')]
  return offers.enum.find((offer) => names.includes(offer)) ?? 'hosting-perso'
}
