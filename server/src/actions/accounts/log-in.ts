import { readLogin } from '../../customers/account.store.ts'
import { verifyPassword } from '../../customers/password.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** The account of a nichandle and its password; null when either is wrong, after the same time and without saying which. */
export async function logIn(
  parts: Pick<Parts, 'transaction'>,
  { nichandle, password }: { readonly nichandle: string; readonly password: string },
): Promise<AccountId | null> {
  const login = await parts.transaction((transaction) => readLogin(transaction, nichandle))
  const right = await verifyPassword(password, login?.passwordHash ?? null)
  return login && right ? login.id : null
}
