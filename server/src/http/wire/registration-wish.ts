import type { MePaymentMethodCreationInput } from '@odnowa/contract/models/me-payment.generated.ts'
import type { RegistrationWish } from '../../actions/means/begin-registration.ts'
import type { BankAccount, RegisterableKind } from '../../payments/registrar.ts'
import { problem } from '../../problem/problem.ts'
import { parseJson } from '../json.ts'
import { paymentTypes } from './means-kind.ts'

/** The kinds that `paymentType` may name when one is registered. */
const kinds: ReadonlyMap<string, RegisterableKind> = new Map(
  (['creditCard', 'bankAccount', 'paypal'] as const).map((kind) => [paymentTypes[kind], kind]),
)

/**
 * me.payment.method.Creation, but for where its holder is sent afterwards. What cannot be done is refused by name rather than passed
 * over: paying an order on the way, a contact of its own, a means that is not kept.
 * @throws INVALID_PARAMETER
 */
export function fromWireCreation(body: MePaymentMethodCreationInput): Omit<RegistrationWish, 'accountId' | 'returns'> {
  const kind = kinds.get(body.paymentType)
  if (!kind) throw wrong('paymentType', `write one of ${[...kinds.keys()].join(', ')}`)
  if (body.register === false) throw wrong('register', 'only means that are kept are registered: leave it out')
  if (body.orderId) throw wrong('orderId', 'register first, then pay the order with the method')
  if (body.billingContactId) throw wrong('billingContactId', 'means have no contact of their own: leave it out')
  if (body.paymentSubType === 'CHORUS') throw wrong('paymentSubType', 'CHORUS is not offered: leave it out')
  if (body.formData && kind !== 'bankAccount')
    throw wrong('formData', 'only of a SEPA_DIRECT_DEBIT anything is told here')
  return {
    kind,
    description: body.description ?? null,
    makesDefault: body.default ?? false,
    bankAccount: body.formData ? fromWireBankAccount(body.formData, 'formData') : null,
  }
}

const fields = ['iban', 'bic', 'ownerName', 'ownerAddress'] as const

/**
 * A bank account in the text of a field: JSON with `iban`, `ownerName` and perhaps `bic` and `ownerAddress`. It is not checked yet.
 * @throws INVALID_PARAMETER
 */
export function fromWireBankAccount(text: string, field: string): BankAccount {
  const written = objectIn(text, field)
  const unknown = Object.keys(written).find((name) => !fields.some((known) => known === name))
  if (unknown !== undefined) throw wrong(field, `"${unknown}" is unknown: it has ${fields.join(', ')}`)
  const read = (name: (typeof fields)[number]) => {
    const value = written[name] ?? ''
    if (typeof value !== 'string') throw wrong(field, `${name} is no text`)
    return value
  }
  return { iban: read('iban'), bic: read('bic'), ownerName: read('ownerName'), ownerAddress: read('ownerAddress') }
}

function objectIn(text: string, field: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = parseJson(Buffer.from(text))
  } catch {
    value = null
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw wrong(field, `write a JSON object with ${fields.join(', ')} as a text`)
}

function wrong(field: string, message: string) {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
