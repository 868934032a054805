import type { ErrorCode } from '@odnowa/contract/errors.ts'
import type { Parts } from '../actions/parts.ts'
import { realClock } from '../calendar/calendar.ts'
import { Problem } from '../problem/problem.ts'
import { attemptLimitOf } from './attempt-limit.ts'

/**
<<<<<<< HEAD
 * Does what a mailed token allows. A wrong one counts as an attempt of the caller's address, beside those on pages: 10 a minute.
 * @param wrong the code that says that it was wrong
=======
 * Does what a mailed token, or an answer that only a holder knows, allows. A wrong one counts as an attempt of the caller's address, beside those on pages: 10 a minute.
>>>>>>> 91a81e5 (Let holders add cards, bank accounts and PayPal on the provider's form, which the sandbox plays: one registration behind both APIs, and every charge and refund of a means as a transaction)
 * @throws TOO_MANY_REQUESTS, and what is thrown within
 */
export async function tokenAttempt<Answer>(
  { parts, address }: { readonly parts: Parts; readonly address: string },
  act: () => Promise<Answer>,
  wrong: ErrorCode = 'INVALID_TOKEN',
): Promise<Answer> {
  const takeBack = attemptLimitOf(parts)(address, realClock.now())
  try {
    const answer = await act()
    takeBack()
    return answer
  } catch (error) {
<<<<<<< HEAD
    if (!(error instanceof Problem && error.code === wrong)) takeBack()
=======
    if (!(error instanceof Problem && guesses.has(error.code))) takeBack()
>>>>>>> 91a81e5 (Let holders add cards, bank accounts and PayPal on the provider's form, which the sandbox plays: one registration behind both APIs, and every charge and refund of a means as a transaction)
    throw error
  }
}

/** What is told of a wrong one. */
const guesses: ReadonlySet<string> = new Set(['INVALID_TOKEN', 'CHALLENGE_FAILED'])
