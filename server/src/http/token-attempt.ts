import type { ErrorCode } from '@odnowa/contract/errors.ts'
import type { Parts } from '../actions/parts.ts'
import { realClock } from '../calendar/calendar.ts'
import { Problem } from '../problem/problem.ts'
import { attemptLimitOf } from './attempt-limit.ts'

/**
 * Does what a mailed token allows. A wrong one counts as an attempt of the caller's address, beside those on pages: 10 a minute.
 * @param wrong the code that says that it was wrong
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
    if (!(error instanceof Problem && error.code === wrong)) takeBack()
    throw error
  }
}
