import { randomBytes } from 'node:crypto'
import type { LocalDate } from '../../calendar/calendar.ts'
import { type Currency, compare, parseAmount, roundHalfUp, toText } from '../../money/money.ts'
import type { Operator } from '../../operators/token.ts'
import { insertCreditCode } from '../../payments/credit-code.store.ts'
import { type CreditCode, normalCode } from '../../payments/credit-code.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'

export interface CodeRequest {
  readonly operator: Operator
  /** null: one is made up, of 80 random bits. */
  readonly code: string | null
  readonly value: number | string
  readonly currency: Currency
  readonly description: string | null
  readonly uses: number
  readonly expiresOn: LocalDate | null
}

/**
 * Makes a code that credits the prepaid balance of each account that redeems it.
 * @throws ALREADY_EXISTS; INVALID_PARAMETER for an amount that is not above 0 or has parts of a minor unit
 */
export async function createCreditCode(parts: Parts, request: CodeRequest): Promise<CreditCode> {
  const { operator, uses, expiresOn } = request
  const amount = readAmount(request)
  const code = request.code === null ? newCode() : normalCode(request.code)
  const facts = { code, amount, uses, expiresOn, description: request.description ?? `Code ${code}` }
  return parts.transaction(async (transaction) => {
    const stored = await insertCreditCode(transaction, { ...facts, createdAt: parts.clock.now() })
    if (!stored) throw problem('ALREADY_EXISTS', `code: ${code} is there already`, { field: 'code' })
    const data = { value: toText(amount), uses, expires: expiresOn && String(expiresOn) }
    await auditChange(transaction, parts, { operator, action: 'code.created', subject: stored.id, data })
    return stored
  })
}

function readAmount({ value, currency }: CodeRequest) {
  const amount = parse(value, currency)
  if (amount.ucents <= 0n) throw wrong('write an amount above 0')
  if (compare(amount, roundHalfUp(amount)) !== 0) throw wrong(`${toText(amount)} has parts of a minor unit`)
  return amount
}

function parse(value: number | string, currency: Currency) {
  try {
    return parseAmount(value, currency)
  } catch (error) {
    throw error instanceof Error ? wrong(error.message) : error
  }
}

function wrong(message: string) {
  return problem('INVALID_PARAMETER', `value: ${message}`, { field: 'value' })
}

/** Without the letters that are mistaken for digits: four groups of four. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function newCode(): string {
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length])
  return [0, 4, 8, 12].map((start) => letters.slice(start, start + 4).join('')).join('-')
}
