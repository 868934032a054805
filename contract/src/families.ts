/**
 * The one table of product families: every root under which the API has `serviceInfos` (ovh-api.md 2.3). A new family is
 * one row. What a row does not say follows from its kind, see `family()`.
 */
export interface Family {
  /** The literal segments of the root joined by `/`: `vps`, `hosting/web/cdn`. The key of a plan's `family`. */
  readonly name: string
  /** `/hosting/web/{serviceName}/emailOption/{id}` */
  readonly template: string
  /** Names of the root's parameters, in order. */
  readonly parameters: readonly string[]
  /** The last parameter, which names the service. null: the root ends in a literal, the parent has at most one of these. */
  readonly nameParameter: string | null
  /** OVH's type of that parameter: an `integer` names the service by a number, and its list holds numbers. */
  readonly nameType: 'string' | 'integer'
  /** The family of the parent service, which the parameters before the last one name; null where the root is not nested. */
  readonly parent: string | null
  /** `/hosting/web/{serviceName}/emailOption`; null where the root ends in a literal. */
  readonly list: string | null
  /** null where the product's own object is not modelled. */
  readonly own: { readonly path: string; readonly writable: boolean } | null
  /** false: the service never ends (services.NonExpiringService). */
  readonly expires: boolean
  /** How `renew` is written: PUT of services.Service, PUT or POST serviceInfosUpdate of `renew` alone, or not at all. */
  readonly write: 'put' | 'putRenew' | 'update' | 'none'
  readonly changeContact: boolean
  readonly terminate: boolean
  /** What POST confirmTermination takes besides the token; null where the route does not exist. */
  readonly confirmTermination: 'full' | 'withoutFutureUse' | null
  readonly deprecated: boolean
  /** Whether its services can be engaged (ovh-api.md 3.6). */
  readonly commits: boolean
}

type Traits = Partial<Omit<Family, 'name' | 'template' | 'parameters' | 'nameParameter' | 'list' | 'own'>> & {
  readonly own?: 'read' | 'change'
}

const plain: Traits = {}
const contact: Traits = { changeContact: true }
const termination: Traits = { terminate: true, confirmTermination: 'full' }
const full: Traits = { ...contact, ...termination }
const webOption: Traits = { parent: 'hosting/web', terminate: true }

export const families: readonly Family[] = [
  family('/allDom/{serviceName}', plain),
  family('/analytics/platforms/{serviceName}', full),
  family('/caas/containers/{serviceName}', contact),
  family('/caas/registry/{serviceName}', contact),
  family('/cdn/dedicated/{serviceName}', contact),
  family('/cdn/website/{serviceName}', plain),
  family('/cdn/webstorage/{serviceName}', plain),
  family('/cloud/project/{serviceName}', full),
  family('/cluster/hadoop/{serviceName}', { terminate: true }),
  family('/dbaas/logs/{serviceName}', contact),
  family('/dbaas/queue/{serviceName}', plain),
  family('/dbaas/timeseries/{serviceName}', contact),
  family('/dedicated/anthos/tenants/{serviceName}', full),
  family('/dedicated/ceph/{serviceName}', full),
  family('/dedicated/cluster/{serviceName}', full),
  family('/dedicated/housing/{serviceName}', plain),
  family('/dedicated/nas/{serviceName}', plain),
  family('/dedicated/nasha/{serviceName}', full),
  family('/dedicated/server/{serviceName}', { ...full, own: 'change', commits: true }),
  family('/dedicatedCloud/{serviceName}', full),
  family('/deskaas/{serviceName}', full),
  family('/domain/{serviceName}', { ...contact, own: 'change' }),
  family('/domain/zone/{zoneName}', { ...full, own: 'read' }),
  family('/domain/zone/{zoneName}/option/{name}', { parent: 'domain/zone', write: 'putRenew' }),
  family('/email/domain/{domain}', { ...full, confirmTermination: 'withoutFutureUse' }),
  family('/email/exchange/{organizationName}/service/{exchangeService}', plain),
  family('/email/pro/{service}', { ...contact, own: 'change' }),
  family('/freefax/{serviceName}', plain),
  family('/horizonView/{serviceName}', termination),
  family('/hosting/privateDatabase/{serviceName}', full),
  family('/hosting/reseller/{serviceName}', { ...contact, deprecated: true }),
  family('/hosting/web/{serviceName}', { ...full, own: 'change' }),
  family('/hosting/web/{serviceName}/cdn', { ...webOption, write: 'update' }),
  family('/hosting/web/{serviceName}/emailOption/{id}', { ...webOption, write: 'none', nameType: 'integer' }),
  family('/hosting/web/{serviceName}/extraSqlPerso/{name}', { ...webOption, write: 'update' }),
  family('/hosting/web/{serviceName}/localSeo/location/{id}', { ...webOption, write: 'update', nameType: 'integer' }),
  family('/hpcspot/{serviceName}', { deprecated: true }),
  family('/ip/service/{serviceName}', full),
  family('/ipLoadbalancing/{serviceName}', full),
  family('/kube/{serviceName}', { ...full, deprecated: true }),
  family('/license/cloudLinux/{serviceName}', termination),
  family('/license/cpanel/{serviceName}', termination),
  family('/license/directadmin/{serviceName}', termination),
  family('/license/office/{serviceName}', plain),
  family('/license/officePrepaid/{serviceName}', termination),
  family('/license/plesk/{serviceName}', termination),
  family('/license/redhat/{serviceName}', termination),
  family('/license/sqlserver/{serviceName}', termination),
  family('/license/virtuozzo/{serviceName}', termination),
  family('/license/windows/{serviceName}', termination),
  family('/license/worklight/{serviceName}', termination),
  family('/metrics/{serviceName}', full),
  family('/msServices/sharepoint/{domain}', plain),
  family('/nutanix/{serviceName}', full),
  family('/overTheBox/{serviceName}', contact),
  family('/ovhCloudConnect/{serviceName}', full),
  family('/pack/siptrunk/{packName}', contact),
  family('/pack/xdsl/{packName}', contact),
  family('/router/{serviceName}', termination),
  family('/saas/csp2/{serviceName}', plain),
  family('/sms/{serviceName}', plain),
  family('/sms/virtualNumbers/{number}', plain),
  family('/ssl/{serviceName}', plain),
  family('/sslGateway/{serviceName}', full),
  family('/stack/mis/{serviceName}', plain),
  family('/storage/netapp/{serviceName}', full),
  family('/telephony/{billingAccount}', contact),
  family('/telephony/aliases/{serviceName}', contact),
  family('/telephony/lines/{serviceName}', contact),
  family('/telephony/spare/{spare}', plain),
  family('/telephony/trunks/{serviceName}', contact),
  family('/veeam/veeamEnterprise/{serviceName}', termination),
  family('/veeamCloudConnect/{serviceName}', plain),
  family('/vip/{serviceName}', plain),
  family('/vps/{serviceName}', { ...full, own: 'change', commits: true }),
  family('/vrack/{serviceName}', { ...full, write: 'none', expires: false }),
  family('/webPaaS/subscription/{serviceName}', termination),
  family('/xdsl/{serviceName}', contact),
  family('/xdsl/spare/{spare}', plain),
]

/** What is ended by itself, and has no other operation of its own: something inside a product, or a product at an older address. */
export interface Item {
  readonly template: string
  /** The key of its plan's `family`. */
  readonly family: string
  /** The family of the product that it is in, which the first parameter names; null where it is a product itself. */
  readonly parent: string | null
  /** What the service's name has before the value in the path. */
  readonly namePrefix: string
}

export const items = {
  emailAccount: {
    template: '/email/pro/{service}/account/{email}',
    family: 'email/pro/account',
    parent: 'email/pro',
    namePrefix: '',
  },
  loadBalancerZone: {
    template: '/ipLoadbalancing/{serviceName}/zone/{name}',
    family: 'ipLoadbalancing/zone',
    parent: 'ipLoadbalancing',
    namePrefix: '',
  },
  ip: { template: '/ip/{ip}', family: 'ip/service', parent: null, namePrefix: 'ip-' },
} as const satisfies Record<string, Item>

const byName: ReadonlyMap<string, Family> = new Map(families.map((row) => [row.name, row]))

/** The family of a name such as `hosting/web/cdn`, or undefined. */
export function findFamily(name: string): Family | undefined {
  return byName.get(name)
}

function family(template: string, traits: Traits): Family {
  const segments = template.slice(1).split('/')
  const last = parameterName(segments.at(-1) ?? '')
  const { own, ...others } = traits
  return {
    name: segments.filter((segment) => parameterName(segment) === null).join('/'),
    template,
    parameters: segments.flatMap((segment) => parameterName(segment) ?? []),
    nameParameter: last,
    nameType: 'string',
    parent: null,
    list: last === null ? null : template.slice(0, template.lastIndexOf('/')),
    own: own ? { path: template, writable: own === 'change' } : null,
    expires: true,
    write: 'put',
    changeContact: false,
    terminate: false,
    confirmTermination: null,
    deprecated: false,
    commits: false,
    ...others,
  }
}

function parameterName(segment: string): string | null {
  return segment.startsWith('{') ? segment.slice(1, -1) : null
}
