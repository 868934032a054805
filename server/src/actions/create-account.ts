import { insertAccounts } from '../customers/account.store.ts'
import type { Account } from '../customers/account.ts'
import { newNichandle } from '../customers/nichandle.ts'
import { hashPassword } from '../customers/password.ts'
import type { Nichandle } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'
import type { Parts } from './parts.ts'

export type AccountData = Omit<Account, 'id' | 'nichandle' | 'createdAt'>

export interface AccountRequest {
  /** Null: one of the holder's initials and a number is made up. */
  readonly nichandle: Nichandle | null
  /** Null: nobody can log in. A secret. */
  readonly password: string | null
  readonly data: AccountData
}

/** How often a made-up nichandle is tried; of 90 million numbers for a pair of initials one in use is met rarely. */
const tries = 5

/**
 * Makes an account.
 * @throws ALREADY_EXISTS when its nichandle is taken
 */
export async function createAccount(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  { nichandle, password, data }: AccountRequest,
): Promise<Account> {
  const passwordHash = password === null ? null : await hashPassword(password)
  const candidates = nichandle
    ? [nichandle]
    : Array.from({ length: tries }, () => newNichandle(data.firstname, data.name))
  return parts.transaction(async (transaction) => {
    const createdAt = parts.clock.now()
    for (const candidate of candidates) {
      const [account] = await insertAccounts(transaction, [{ ...data, nichandle: candidate, passwordHash, createdAt }])
      if (account) return account
    }
    throw problem('ALREADY_EXISTS', `The nichandle ${candidates.join(', ')} is taken: choose another`, {
      field: 'nichandle',
    })
  })
}
