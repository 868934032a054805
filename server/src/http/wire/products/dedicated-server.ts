import type { DedicatedServerDedicatedWithIAM } from '@odnowa/contract/models/dedicated.generated.ts'
import type { ServiceView } from '../../../actions/services/view-services.ts'
import type { WireContext } from '../../context.ts'
import { exampleIpv4, iam, pick } from './product.ts'

/** dedicated.server.DedicatedWithIAM. */
export function toWireDedicatedServer(_context: WireContext, view: ServiceView): DedicatedServerDedicatedWithIAM {
  const { service, plan } = view
  const datacenter = pick(view, ['gra2', 'rbx8', 'sbg3', 'waw1'])
  return {
    availabilityZone: `eu-west-${datacenter.slice(0, 3)}-a`,
    bootId: 1,
    bootScript: null,
    commercialRange: plan.code,
    datacenter,
    efiBootloaderPath: null,
    iam: iam(view, 'dedicatedServer'),
    ip: exampleIpv4(view),
    linkSpeed: 1000,
    monitoring: true,
    name: service.name,
    newUpgradeSystem: true,
    noIntervention: false,
    os: 'none_64',
    powerState: 'poweron',
    professionalUse: false,
    rack: `${datacenter.slice(0, 3).toUpperCase()}01`,
    region: `eu-west-${datacenter.slice(0, 3)}`,
    rescueMail: null,
    rescueSshKey: null,
    reverse: service.name,
    rootDevice: null,
    serverId: service.id,
    state: 'ok',
    supportLevel: 'pro',
  }
}
