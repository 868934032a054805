import {
  NichandleCountryEnum,
  NichandleLanguageEnum,
  NichandleLegalFormEnum,
} from '@odnowa/contract/models/nichandle.generated.ts'
import { changeAccount } from '../../actions/accounts/change-account.ts'
import { findAccount } from '../../actions/accounts/find-account.ts'
import { listAccounts } from '../../actions/accounts/list-accounts.ts'
import { registerAccount } from '../../actions/accounts/register-account.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { Account } from '../../customers/account.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { currency, matching, nichandle, oneOf, text } from './fields.ts'
import { andThen, type Field, form, given, nullable, otherwise, readForm, sameName, subset, wrong } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'

/** A country by its ISO 3166 code; OVH's list has one word beside the codes. */
export const country: Field<string> = andThen(oneOf(NichandleCountryEnum.enum), (code) => {
  if (code === 'UNKNOWN') throw wrong('write the two letters of a country')
  return code
})

const password = text(1_000)
const absent = (most = 255) => otherwise(nullable(text(most)), null)

const fields = {
  email: matching(/^[^\s@]+@[^\s@]+$/, 'an e-mail address'),
  firstname: text(),
  name: text(),
  organisation: absent(),
  legalform: oneOf(NichandleLegalFormEnum.enum),
  address: absent(),
  city: absent(),
  zip: absent(20),
  phone: absent(40),
  country,
  currency,
  language: oneOf(NichandleLanguageEnum.enum),
  vat: absent(30),
}

export const accountRoutes = [
  adminRoute('POST', '/admin/accounts', async ({ parts, operator, body }) => {
    const extras = { nichandle: otherwise(nullable(nichandle), null), password: otherwise(nullable(password), null) }
    const { nichandle: chosen, password: secret, ...data } = body(form({ ...fields, ...extras }))
    return toWireAccount(parts, await registerAccount(parts, { operator, nichandle: chosen, password: secret, data }))
  }),
  adminRoute('GET', '/admin/accounts', (call) =>
    answerPage(call, accountsOf(call), {}, ({ after: [after], limit }) => listAccounts(call.parts, { after, limit })),
  ),
  adminRoute('GET', '/admin/accounts/:nic', async ({ parts, parameter }) =>
    toWireAccount(parts, await findAccount(parts, { nichandle: readNichandle(parameter('nic')) })),
  ),
  adminRoute('PUT', '/admin/accounts/:nic', async ({ parts, operator, parameter, body }) => {
    const named = readNichandle(parameter('nic'))
    const {
      id,
      createdAt: _,
      ...change
    } = given(body(subset({ ...fields, nichandle, password, id: nichandle, createdAt: text() })))
    if (id !== undefined && id !== named) throw sameName('id', named)
    return toWireAccount(parts, await changeAccount(parts, { operator, nichandle: named, change }))
  }),
]

/** The nichandle of a path. @throws INVALID_PARAMETER */
export function readNichandle(named: string): Nichandle {
  return readForm(form({ nichandle }), { nichandle: named }).nichandle
}

function accountsOf({ parts }: AdminCall): List<Account, [number]> {
  const keyOf = (account: Account): [number] => [account.id]
  return { name: 'accounts', first: [0], keyOf, toWire: (account) => toWireAccount(parts, account) }
}

function toWireAccount({ zone }: AdminCall['parts'], { id: _, createdAt, ...account }: Account): unknown {
  return { id: account.nichandle, ...account, createdAt: toWireDateTime(createdAt, zone) }
}
