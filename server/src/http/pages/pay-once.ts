import type { Parts } from '../../actions/parts.ts'
import { payOrder } from '../../actions/paying/pay-order.ts'
import { repeatRequest } from '../../actions/repeat-request.ts'
import type { Language } from '../../documents/reader.ts'
import { fill } from '../../documents/sheet-text.ts'
import type { MeansId } from '../../identity/identity.ts'
import type { MeansChoice } from '../../payments/choose-means.ts'
import { Problem } from '../../problem/problem.ts'
import { pageWordsOf } from './page-dictionary.ts'
import type { PayRefusal } from './page-words.ts'
import type { PayToken } from './pay-token.ts'

/** What became of a form that pays. */
export interface Outcome {
  /** null: paid, or on its way. */
  readonly refusal: PayRefusal | null
  /** Of a declined payment, in the provider's words. */
  readonly reason: string
  /** Of the answer. */
  readonly status: number
}

/**
 * Pays an order with the means that its form names. A form pays once, however often it is sent: sent again, it gets the first
 * one's outcome, for which it waits (as rule O7 has it for the API).
 */
export async function payOnce(
  parts: Parts,
  { orderId, accountId, form }: PayToken,
  means: string | undefined,
): Promise<Outcome> {
  const key = { accountId, method: 'POST', path: '/order', key: form }
  const pay = () => payOrder(parts, { accountId, orderId, means: meansChoice(means) })
  const run = async () => ({ status: 200, text: JSON.stringify(await outcomeOf(pay())) })
  const kept = await repeatRequest(parts, { key, body: Buffer.from(String(orderId)), run })
  return JSON.parse(kept.text)
}

/** What is free needs no means (rule P6); anything else without one is refused by name. */
function meansChoice(means: string | undefined): MeansChoice {
  if (means === 'ovhAccount') return { kind: 'ovhAccount', id: null }
  if (means !== undefined && /^\d{1,15}$/.test(means)) return { id: Number(means) as MeansId }
  return { kind: 'fidelityAccount', id: null }
}

async function outcomeOf(payment: Promise<unknown>): Promise<Outcome> {
  try {
    await payment
    return { refusal: null, reason: '', status: 200 }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    return { refusal, reason: error.details.reason ?? '', status: error.status }
  }
}

function refusalOf({ code, details }: Problem): PayRefusal | null {
  // an attempt that ended too late has a reason; a guard that let none begin has not
  if (code === 'ORDER_OUTDATED' && details.reason !== undefined) return 'paidTooLate'
  return isRefusal(code) ? code : null
}

function isRefusal(code: string): code is PayRefusal {
  return Object.hasOwn(pageWordsOf.en.refusals, code)
}

/** Says an outcome in a language. */
export function refusalText({ refusal, reason }: Outcome, language: Language): string {
  const { refusals, reasons } = pageWordsOf[language]
  if (refusal === null) return ''
  const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined
  return fill(refusals[refusal], { reason: known ?? reason.replaceAll('_', ' ') })
}
