import type { VpsVPSWithIAM } from '@odnowa/contract/models/vps.generated.ts'
import type { ServiceView } from '../../../actions/services/view-services.ts'
import type { WireContext } from '../../context.ts'
import { iam, pick } from './product.ts'

/** vps.VPSWithIAM. */
export function toWireVps(_context: WireContext, view: ServiceView): VpsVPSWithIAM {
  const { service, plan } = view
  const datacenter = pick(view, ['gra', 'sbg', 'waw', 'rbx'])
  return {
    cluster: `cluster-${datacenter}-001`,
    displayName: service.displayName ?? service.name,
    iam: iam(view, 'vps'),
    keymap: null,
    memoryLimit: 2048,
    model: {
      availableOptions: ['automatedBackup', 'snapshot'],
      datacenter: [datacenter],
      disk: 20,
      maximumAdditionnalIp: 16,
      memory: 2048,
      name: plan.code,
      offer: plan.serviceType,
      vcore: 1,
      version: '2019v1',
    },
    monitoringIpBlocks: [],
    name: service.name,
    netbootMode: 'local',
    offerType: 'ssd',
    slaMonitoring: false,
    state: 'running',
    vcore: 1,
    zone: `os-${datacenter}1`,
    zoneType: 'region',
  }
}
