import { wakeDebts } from '../../bills/due-debt.store.ts'
import type { LocalDate } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { MeansId, Nichandle } from '../../identity/identity.ts'
import { writeOutcomes } from '../../operators/sandbox.store.ts'
import type { Operator } from '../../operators/token.ts'
import { parseIban } from '../../payments/bank-account.ts'
import { describeMeans } from '../../payments/describe-means.ts'
import { clearDefaultMeans, insertMeans, readMeans } from '../../payments/means.store.ts'
import {
  findMeansOwner,
  hasDefaultMeans,
  lockMeansNumbers,
  nextMeansNumber,
  passMeansNumber,
} from '../../payments/means-register.store.ts'
import type { PaymentMeans, RegisteredMeansKind } from '../../payments/payment.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { accountNamed } from '../accounts/find-account.ts'
import { collectWoken } from '../automatic/collect-woken.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'

export interface MeansRequest {
  readonly operator: Operator
  readonly nichandle: Nichandle
  readonly kind: RegisteredMeansKind
  /** null: the first means of the account is its default, no other. */
  readonly isDefault: boolean | null
  /** The number of rule P7; null: the next free one. */
  readonly id: MeansId | null
  /** For a bank account, and for no other. */
  readonly iban: string | null
  readonly expiresOn: LocalDate | null
  /** For deferred payment (30 unless given), and for no other. */
  readonly termsDays: 30 | 45 | 60 | null
  /** A script for the sandbox's gateway, or null. */
  readonly outcomes: readonly string[] | null
}

/**
 * Registers a means of payment of an account (rule P7). A new default takes the place of the old one, and collects the account's open
 * automatic bills at once (rule P8).
 * @throws NOT_FOUND; ALREADY_EXISTS when the number is taken; INVALID_PARAMETER naming the field that will not do
 */
export async function addPaymentMeans(parts: Parts, request: MeansRequest): Promise<PaymentMeans> {
  const traits = traitsOf(request)
  const means = await parts.transaction((transaction) => add(transaction, parts, request, traits))
  if (means.isDefault) await collectWoken(parts, [means.accountId])
  return means
}

async function add(
  transaction: Transaction,
  parts: Parts,
  request: MeansRequest,
  traits: Pick<MeansRequest, 'iban' | 'termsDays'>,
): Promise<PaymentMeans> {
  const { operator, nichandle, kind, outcomes } = request
  const account = await accountNamed(transaction, nichandle)
  await lockAccounts(transaction, [account.id])
  const id = await register(transaction, parts, account, { ...request, ...traits })
  if (outcomes) await writeOutcomes(transaction, id, outcomes)
  const data = { id, type: kind }
  await auditChange(transaction, parts, { operator, action: 'paymentMeans.created', subject: nichandle, data })
  const [means] = await readMeans(transaction, account.id, [id])
  if (!means) throw new Error(`means ${id} was stored and is not there`)
  if (means.isDefault) await wakeDebts(transaction, [account.id], parts.clock.now())
  return means
}

async function register(
  transaction: Transaction,
  parts: Parts,
  account: Account,
  request: MeansRequest,
): Promise<MeansId> {
  const id = await numberFor(transaction, request.id)
  const isDefault = request.isDefault ?? !(await hasDefaultMeans(transaction, account.id))
  if (isDefault) await clearDefaultMeans(transaction, [account.id])
  const { kind, iban, expiresOn, termsDays } = request
  const now = parts.clock.now()
  const holder = account.organisation ?? `${account.firstname} ${account.name}`
  const description = describeMeans({ kind, id, email: account.email, holder, iban })
  const facts = { accountId: account.id, id, kind, isDefault, state: 'valid', description: null } as const
  const [stored] = await insertMeans(transaction, [
    { ...facts, ...description, expiresOn, termsDays, createdAt: now, updatedAt: now },
  ])
  return stored ?? id
}

async function numberFor(transaction: Transaction, chosen: MeansId | null): Promise<MeansId> {
  await lockMeansNumbers(transaction)
  if (chosen === null) return nextMeansNumber(transaction)
  if ((await findMeansOwner(transaction, chosen)) !== null) {
    throw problem('ALREADY_EXISTS', `id: there is a payment means ${chosen} already`, { field: 'id' })
  }
  await passMeansNumber(transaction, chosen)
  return chosen
}

/** The fields that only some kinds have. */
function traitsOf(request: MeansRequest): Pick<MeansRequest, 'iban' | 'termsDays'> {
  const { kind, iban, termsDays } = request
  if (kind === 'bankAccount' && iban === null) throw wrong('iban', 'this field is missing: a bank account has an IBAN')
  if (kind !== 'bankAccount' && iban !== null) throw wrong('iban', `only a bank account has an IBAN, not a ${kind}`)
  const deferred = kind === 'deferredPaymentAccount'
  if (!deferred && termsDays !== null) throw wrong('terms', `only deferred payment has terms, not a ${kind}`)
  return { iban: iban === null ? null : parseIban(iban), termsDays: deferred ? (termsDays ?? 30) : null }
}

function wrong(field: string, message: string): Problem {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
