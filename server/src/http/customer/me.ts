import { changeOwnAccount } from '../../actions/accounts/change-own-account.ts'
import { readOwnAccount } from '../../actions/accounts/read-own-account.ts'
import { type Operation, operation } from '../operation.ts'
import { toWireNichandle } from '../wire/nichandle.ts'
import { fromWireNichandle } from '../wire/nichandle-change.ts'

/** The account itself. */
export const meOperations: readonly Operation[] = [
  operation('GET /me', async ({ parts, caller }) => {
    const { account, particulars } = await readOwnAccount(parts, caller)
    return toWireNichandle(account, particulars)
  }),

  operation('PUT /me', async ({ parts, caller: { accountId }, body }) => {
    await changeOwnAccount(parts, { accountId, change: fromWireNichandle(body) })
  }),
]
