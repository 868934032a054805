import type { EmailProServiceNativeWithIAM } from '@odnowa/contract/models/email.generated.ts'
import type { ServiceView } from '../../../actions/services/view-services.ts'
import { toWireDateTime } from '../../../calendar/calendar.ts'
import type { WireContext } from '../../context.ts'
import { iam, pick } from './product.ts'

/** email.pro.ServiceNativeWithIAM. */
export function toWireEmailPro({ zone }: WireContext, view: ServiceView): EmailProServiceNativeWithIAM {
  const { service } = view
  const hostname = pick(view, ['pro1.mail.ovh.net', 'pro2.mail.ovh.net', 'pro3.mail.ovh.net'])
  return {
    complexityEnabled: true,
    displayName: service.displayName ?? service.name,
    domain: service.name,
    hostname,
    iam: iam(view, 'emailPro'),
    lastUpdateDate: toWireDateTime(service.createdAt, zone),
    lockoutDuration: 30,
    lockoutObservationWindow: 30,
    lockoutThreshold: 20,
    maxPasswordAge: null,
    maxReceiveSize: 100,
    maxSendSize: 100,
    minPasswordAge: null,
    minPasswordLength: 9,
    offer: 'emailpro',
    spamAndVirusConfiguration: {
      checkDKIM: true,
      checkSPF: true,
      deleteSpam: false,
      deleteVirus: true,
      putInJunk: true,
      tagSpam: true,
      tagVirus: true,
    },
    state: 'ok',
    taskPendingId: 0,
    webUrl: `https://${hostname}`,
  }
}
