import type { MePaymentMeanBankAccount } from '@odnowa/contract/models/me-payment-mean.generated.ts'
import { localDate } from '../../calendar/calendar.ts'
import type { RegisteredMeans } from '../../payments/registered-means.ts'
import type { WireContext } from '../context.ts'
import { meansIcon } from './payment-mean-icon.ts'

/** me.paymentMean.BankAccountStateEnum */
export type WireBankAccountState = MePaymentMeanBankAccount['state']

/** me.paymentMean.BankAccount: that of an operator has its mandate from when it was registered. The IBAN is masked unless `details` tell it. */
export function toWireBankAccount(context: WireContext, means: RegisteredMeans): MePaymentMeanBankAccount {
  const createdOn = String(localDate(means.createdAt, context.zone))
  return {
    bic: means.details.bic ?? '',
    creationDate: createdOn,
    defaultPaymentMean: means.isDefault,
    description: means.description,
    iban: means.details.iban ?? means.label,
    icon: meansIcon(means),
    id: means.id,
    mandateSignatureDate: means.state === 'registering' ? null : (means.details.mandateSignedOn ?? createdOn),
    ownerAddress: means.details.ownerAddress ?? '',
    ownerName: means.details.ownerName ?? '',
    state: toWireBankAccountState(means),
    uniqueReference: means.details.mandate ?? `ODNOWA-${means.id}`,
    validationDocumentLink: null,
  }
}

/** The old API's word. `blockedForIncidents`: it cannot be charged, whatever the cause. */
export function toWireBankAccountState(means: RegisteredMeans): WireBankAccountState {
  if (means.state === 'registering') return 'pendingValidation'
  return means.usable ? 'valid' : 'blockedForIncidents'
}
