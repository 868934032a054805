import { readAccount } from '../actions/read-account.ts'
import { type Operation, operation } from './operation.ts'
import { toWireNichandle } from './wire/nichandle.ts'

/** The account itself. */
export const meOperations: readonly Operation[] = [
  operation('GET /me', async ({ parts, caller }) => toWireNichandle(await readAccount(parts, caller))),
]
