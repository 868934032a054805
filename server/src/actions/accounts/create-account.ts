import { findAccounts, insertAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import { newNichandle } from '../../customers/nichandle.ts'
import { hashPassword } from '../../customers/password.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice } from '../../notices/notice.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

export type AccountData = Omit<Account, 'id' | 'nichandle' | 'createdAt'>

export interface AccountRequest {
  /** Null: one of the holder's initials and a number is made up. */
  readonly nichandle: Nichandle | null
  /** Null: nobody can log in. A secret. */
  readonly password: string | null
  readonly data: AccountData
}

/** Made-up nichandles to choose a free one from; of 90 million numbers for a pair of initials one in use is met rarely. */
const candidates = 5

/**
 * Makes an account. Its password is hashed before the transaction begins: that takes a tenth of a second and much memory.
 * @param alongside what is stored with the account or not at all
 * @throws ALREADY_EXISTS when its nichandle is taken
 */
export async function createAccount(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  { nichandle, password, data }: AccountRequest,
  alongside: (transaction: Transaction, made: Account) => Promise<void> = async () => {},
): Promise<Account> {
  const passwordHash = password === null ? null : await hashPassword(password)
  return parts.transaction(async (transaction) => {
    const chosen = nichandle ?? (await freeNichandle(transaction, data))
    const account = { ...data, nichandle: chosen, passwordHash, createdAt: parts.clock.now() }
    const [made] = await insertAccounts(transaction, [account])
    if (!made) {
      throw problem('ALREADY_EXISTS', `The nichandle ${chosen} is taken: choose another`, { field: 'nichandle' })
    }
    await insertNotices(transaction, [welcome(made)])
    await alongside(transaction, made)
    return made
  })
}

/** The first mail: clients that look for the latest mail of an account find one always. */
function welcome({ id: accountId, createdAt: at }: Account): NewNotice {
  return {
    accountId,
    at,
    kind: 'account.created',
    deadline: null,
    services: [],
    orderId: null,
    documentId: null,
    data: {},
  }
}

async function freeNichandle(transaction: Transaction, data: AccountData): Promise<Nichandle> {
  const made = Array.from({ length: candidates }, () => newNichandle(data.firstname, data.name))
  const taken = new Set((await findAccounts(transaction, made)).map((account) => account.nichandle))
  const free = made.find((candidate) => !taken.has(candidate))
  if (free === undefined) throw new Error(`all of ${made.join(', ')} are taken`)
  return free
}
