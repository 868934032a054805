import { randomBytes } from 'node:crypto'
import { readBillingWishes } from '../../bills/billing-wish.store.ts'
import { insertDocuments, reserveNumbers } from '../../bills/document.store.ts'
import type { BillingDocument } from '../../bills/document.ts'
import { type DocumentDraft, documentId, type IssuedDocument } from '../../bills/issue-document.ts'
import { localDate } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { Happening } from '../../events/event.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import type { Movement } from '../../ledger/ledger.ts'
import { billMovement, moves, refundMovement } from '../../ledger/money-movements.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice } from '../../notices/notice.ts'
import type { Parts } from '../parts.ts'

/** What follows from documents once they have numbers: posted and told after what they post and tell themselves. */
export interface Consequences {
  readonly movements: readonly Movement[]
  readonly happenings: readonly Happening[]
  readonly notices: readonly NewNotice[]
}

const noConsequences: Consequences = { movements: [], happenings: [], notices: [] }

/**
 * Gives documents their numbers (rule B1), writes them with the references that their customer wants on them, posts what they mean for
 * what the customer owes, and tells of them.
 * The series stay locked until the transaction ends, and everybody else's bills wait for that: call this last and once a
 * transaction, and give what needs the numbers as `follow`, so that all of it goes out in one round.
 * @returns the documents in the order of the drafts
 */
export async function issueDocuments(
  transaction: Transaction,
  parts: Pick<Parts, 'seal' | 'zone'>,
  drafts: readonly DocumentDraft[],
  follow: (issued: readonly IssuedDocument[]) => Consequences = () => noConsequences,
): Promise<readonly IssuedDocument[]> {
  const [wishes, numbers] = await Promise.all([
    readBillingWishes(transaction, drafts.map(billOf(parts))),
    numberDrafts(transaction, drafts),
  ])
  const issued = drafts.map((draft, index) => {
    const number = numbers[index] ?? 0
    const purchaseOrders = draft.corrects === null ? (wishes[index]?.purchaseOrders ?? []) : draft.purchaseOrders
    return { ...draft, purchaseOrders, number, id: documentId(draft.kind, draft.year, number), password: newPassword() }
  })
  const { movements, happenings, notices } = follow(issued)
  const sealed = issued.map((document) => ({ ...document, passwordSealed: parts.seal.seal(document.password) }))
  await Promise.all([
    insertDocuments(transaction, sealed),
    insertMovements(transaction, [...issued.map(movementOf), ...movements].filter(moves)),
    insertEvents(transaction, [
      ...issued.map((document, index) => happeningOf(document, wishes[index]?.byPost ?? false)),
      ...happenings,
    ]),
    insertNotices(transaction, notices),
  ])
  return issued
}

function billOf({ zone }: Pick<Parts, 'zone'>) {
  return ({ accountId, orderId, issuedAt }: DocumentDraft) => ({
    accountId,
    orderId,
    issuedOn: localDate(issuedAt, zone),
  })
}

/** 128 random bits, as an order's password has (rule O6). */
function newPassword(): string {
  return randomBytes(16).toString('base64url')
}

async function numberDrafts(transaction: Transaction, drafts: readonly DocumentDraft[]): Promise<readonly number[]> {
  const series = [...Map.groupBy(drafts, seriesOf).values()].flatMap(([first, ...rest]) => {
    return first ? [{ ...first, count: rest.length + 1 }] : []
  })
  const firsts = await reserveNumbers(transaction, series)
  const next = new Map(series.map((one, index) => [seriesOf(one), firsts[index] ?? 0]))
  return drafts.map((draft) => {
    const number = next.get(seriesOf(draft)) ?? 0
    next.set(seriesOf(draft), number + 1)
    return number
  })
}

function seriesOf({ legalEntity, kind, year }: Pick<DocumentDraft, 'legalEntity' | 'kind' | 'year'>): string {
  return JSON.stringify([legalEntity, kind, year])
}

function movementOf({ accountId, id, orderId, kind, amounts, issuedAt }: BillingDocument) {
  const occasion = { accountId, at: issuedAt, orderId, documentId: id }
  return kind === 'bill' ? billMovement(occasion, amounts) : refundMovement(occasion, amounts)
}

/** @param byPost whoever sends paper hears of it by the event */
function happeningOf({ accountId, id, orderId, kind, corrects, issuedAt }: BillingDocument, byPost: boolean) {
  const type = kind === 'bill' ? 'bill.issued' : 'refund.issued'
  const data = { ...(corrects ? { corrects } : {}), ...(byPost ? { byPost } : {}) }
  return { accountId, at: issuedAt, type, orderId, documentId: id, data } as const
}
