import type { MePaymentPaymentMethod } from '@odnowa/contract/models/me-payment.generated.ts'
import { addSeconds, type Instant, type LocalDate, startOfDay, toWireDateTime } from '../../calendar/calendar.ts'
import type { RegisteredMeans } from '../../payments/registered-means.ts'
import type { WireContext } from '../context.ts'
import { paymentTypes } from './means-kind.ts'

type SubType = MePaymentPaymentMethod['paymentSubType']

/** Card brands by the names that `details.brand` of a card may have. */
const brands: ReadonlySet<string> = new Set<NonNullable<SubType>>([
  'AMERICAN_EXPRESS',
  'AURA',
  'CARTE_BANCAIRE',
  'CARTE_BLEUE',
  'DINERS_CLUB',
  'DISCOVER',
  'JCB',
  'MAESTRO',
  'MASTERCARD',
  'RUPAY',
  'VISA',
])

/**
 * me.payment.PaymentMethod; payment.method.PaymentMethod has the same fields. A means has one number, which is its
 * `paymentMeanId` too (rule P7). Registered means pay without further dealings: `oneclick`, integration `NONE`; one that is being
 * registered waits for its holder to come back from where he was redirected.
 */
export function toWirePaymentMethod(context: WireContext, means: RegisteredMeans): MePaymentPaymentMethod {
  return {
    billingContactId: null,
    creationDate: toWireDateTime(means.createdAt, context.zone),
    default: means.isDefault,
    description: means.description,
    expirationDate:
      means.expiresOn === null ? null : toWireDateTime(lastSecond(means.expiresOn, context), context.zone),
    formSessionId: null,
    icon: { data: null, name: means.kind, url: null },
    integration: means.state === 'registering' ? 'REDIRECT' : 'NONE',
    label: means.label === '' ? null : means.label,
    lastUpdate: toWireDateTime(means.updatedAt, context.zone),
    merchantId: null,
    oneclick: means.state !== 'registering',
    paymentMeanId: means.id,
    paymentMethodId: means.id,
    paymentSubType: subTypeOf(means),
    paymentType: paymentTypes[means.kind],
    status: toWireMethodStatus(means),
  }
}

/**
 * me.payment.method.StatusEnum. Of a means that is being registered it says who is to act: `CREATING`, its holder tells what it is;
 * `VALIDATING`, he only has to sign.
 */
export function toWireMethodStatus(means: RegisteredMeans): MePaymentPaymentMethod['status'] {
  switch (means.state) {
    case 'removed':
      return 'CANCELED'
    case 'refused':
      return 'REJECTED'
    case 'registering':
      return means.details.iban === undefined ? 'CREATING' : 'VALIDATING'
    case 'blocked':
      return means.expired ? 'EXPIRED' : 'PAUSED'
    case 'valid':
      return means.expired ? 'EXPIRED' : 'VALID'
  }
}

/** A means is good until the end of its last date. */
function lastSecond(date: LocalDate, context: WireContext): Instant {
  return addSeconds(startOfDay(date.add({ days: 1 }), context.zone), -1)
}

function subTypeOf(means: RegisteredMeans): SubType {
  if (means.termsDays !== null) return `${means.termsDays}_DAYS`
  const brand = means.details.brand?.toUpperCase()
  return brand !== undefined && isBrand(brand) ? brand : null
}

function isBrand(text: string): text is NonNullable<SubType> {
  return brands.has(text)
}
