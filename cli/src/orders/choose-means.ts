import type { Client } from '@odnowa/sdk/client.ts'
import type { MePaymentPaymentMethod } from '@odnowa/sdk/generated/models/me-payment.generated.ts'
import { callMany } from '@odnowa/sdk/many.ts'
import { refusal } from '../refusal.ts'

export type Method = MePaymentPaymentMethod

/** What an order is paid with. */
export type Means =
  | { readonly kind: 'registered'; readonly id: number; readonly name: string }
  /** The prepaid account, which is no registered means. */
  | { readonly kind: 'balance'; readonly name: string }
  /** What settles an order of nothing: no money moves. */
  | { readonly kind: 'free'; readonly name: string }

export const freeMeans: Means = { kind: 'free', name: 'nothing, since it is free' }

/** Every registered means of the account. */
export async function listMethods(client: Client): Promise<readonly Method[]> {
  const ids = await client.call('GET /me/payment/method')
  const methods: Method[] = []
  for await (const answer of callMany(client, 'GET /me/payment/method/{paymentMethodId}', { ids })) {
    if ('error' in answer) throw answer.error
    methods.push(answer.value)
  }
  return methods
}

/**
 * The means that a person asked for, by its number or by `balance` (the prepaid account); else the default one.
 * @throws notFound when there is no such means, refused when it cannot pay
 */
export async function chooseMeans(client: Client, wanted: string | null): Promise<Means> {
  if (wanted === 'balance' || wanted === 'ovhAccount') return { kind: 'balance', name: 'the prepaid account' }
  const methods = await listMethods(client)
  const method = methods.find((each) =>
    wanted === null ? each.default : [each.paymentMethodId, each.paymentMeanId].map(String).includes(wanted),
  )
  if (!method) throw wanted === null ? noDefault() : notThere(wanted, methods)
  if (method.status !== 'VALID') {
    throw refusal('refused', `${methodName(method)} cannot pay (${method.status}): choose another of \`odnowa means\``)
  }
  return { kind: 'registered', id: method.paymentMethodId, name: methodName(method) }
}

function noDefault(): Error {
  return refusal('refused', 'the account has no default means of payment: name one of `odnowa means`, or set a default')
}

function notThere(wanted: string, methods: readonly Method[]): Error {
  const there = methods.map(methodName).join(', ') || 'none'
  return refusal(
    'notFound',
    `there is no means of payment ${wanted}; there are: ${there}, and balance (the prepaid account)`,
  )
}

const kindNames: Readonly<Record<string, string>> = {
  PAYPAL: 'PayPal',
  CREDIT_CARD: 'Card',
  SEPA_DIRECT_DEBIT: 'Direct debit',
  BANK_ACCOUNT: 'Bank account',
  DEFERRED_PAYMENT_ACCOUNT: 'Deferred payment',
}

/** `PayPal 1234`: its kind and the number to name it by. */
export function methodName({ paymentType, paymentMethodId }: Pick<Method, 'paymentType' | 'paymentMethodId'>): string {
  return `${kindNames[paymentType] ?? paymentType} ${paymentMethodId}`
}
