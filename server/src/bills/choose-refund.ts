import type { DocumentId, OrderLineId } from '../identity/identity.ts'
import { compare, sum, toText } from '../money/money.ts'
import { type Problem, problem } from '../problem/problem.ts'
import type { BillingDocument, DocumentLine } from './document.ts'
import { type RefundPart, refundPart } from './issue-document.ts'

/** A bill with the documents that correct it, in any order; other documents of its order may be among them. */
export interface RefundableBill {
  readonly bill: Pick<BillingDocument, 'id' | 'lines' | 'currency' | 'amounts'>
  readonly refunds: readonly Pick<BillingDocument, 'corrects' | 'lines' | 'amounts'>[]
}

/**
 * What a refund takes back of a paid bill (rule B6): the chosen lines, or all that no earlier refund took back.
 * @param chosen null: all that is left
 * @throws NOTHING_TO_REFUND when a chosen line was refunded before, when nothing is left, when what is left costs nothing or
 * less than nothing without its tax, and when more would go back than was paid (lines whose discount stays behind)
 */
export function chooseRefund(refundable: RefundableBill, chosen: readonly OrderLineId[] | null): RefundPart {
  const { bill } = refundable
  const before = refundedLines(refundable)
  const twice = chosen?.find((line) => before.includes(line))
  if (twice !== undefined) throw nothing(bill.id, `its line ${lineName(bill.lines, twice)} is refunded already`)
  const left = bill.lines.map((line) => line.orderLineId).filter((line) => !before.includes(line))
  const part = refundPart(bill, before, chosen ?? left)
  if (left.length === 0) throw nothing(bill.id, 'all of it is refunded already')
  const { gross, net } = part.amounts
  if (gross.ucents <= 0n) throw nothing(bill.id, `these lines come to ${toText(gross)}`)
  // lines of several rates: a taxed line and a greater discount without tax
  if (net.ucents < 0n) throw nothing(bill.id, `these lines come to ${toText(net)} without tax`)
  const total = sum([...earlierRefunds(refundable).map((refund) => refund.amounts.gross), gross], bill.currency)
  if (compare(total, bill.amounts.gross) > 0) {
    const paid = toText(bill.amounts.gross)
    throw nothing(bill.id, `refunds would come to ${toText(total)}, and ${paid} were paid: refund its discount as well`)
  }
  return part
}

/** The order lines of a bill that earlier refunds took back. */
export function refundedLines(refundable: RefundableBill): readonly OrderLineId[] {
  return earlierRefunds(refundable).flatMap((refund) => refund.lines.map((line) => line.orderLineId))
}

/**
 * The lines of a bill that a request names, by the bill's own line numbers (`id`) or by those of its order (`orderLineId`).
 * @throws INVALID_PARAMETER, field `lines`, for none, for one that the bill does not have, and for one named twice
 */
export function linesNamed(
  bill: Pick<BillingDocument, 'id' | 'lines'>,
  names: readonly number[],
  by: 'id' | 'orderLineId',
): readonly OrderLineId[] {
  if (names.length === 0) throw wrong('name at least one line, or leave the field out for all')
  const whose = by === 'id' ? `bill ${bill.id}` : `the order of bill ${bill.id}`
  const known = bill.lines.map((line) => `${line[by]} (${line.serviceName})`).join(', ')
  return names.map((name, index) => {
    const line = bill.lines.find((candidate) => candidate[by] === name)
    if (!line) throw wrong(`${whose} has no line ${name}: it has ${known}`)
    if (names.indexOf(name) !== index) throw wrong(`line ${name} is named twice`)
    return line.orderLineId
  })
}

function earlierRefunds({ bill, refunds }: RefundableBill): RefundableBill['refunds'] {
  return refunds.filter((refund) => refund.corrects === bill.id)
}

function lineName(lines: readonly DocumentLine[], orderLineId: OrderLineId): string {
  const line = lines.find((candidate) => candidate.orderLineId === orderLineId)
  return line ? `${line.id} (${line.serviceName})` : String(orderLineId)
}

function nothing(billId: DocumentId, why: string): Problem {
  return problem('NOTHING_TO_REFUND', `nothing of bill ${billId} was refunded: ${why}`, { billId })
}

function wrong(message: string): Problem {
  return problem('INVALID_PARAMETER', `lines: ${message}`, { field: 'lines' })
}
