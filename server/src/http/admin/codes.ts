import { createCreditCode } from '../../actions/balance/create-credit-code.ts'
import { listCreditCodes } from '../../actions/balance/list-credit-codes.ts'
import { withdrawCreditCode } from '../../actions/balance/withdraw-credit-code.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { CreditCode } from '../../payments/credit-code.ts'
import { toWirePrice } from '../wire/price.ts'
import { amount, currency, date, integer, matching, text } from './fields.ts'
import { form, nullable, otherwise } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'

const code = matching(/^[A-Za-z0-9][A-Za-z0-9-]{3,63}$/, '4 to 64 letters, digits and hyphens')

const fields = form({
  code: otherwise(nullable(code), null),
  value: amount,
  currency,
  description: otherwise(nullable(text()), null),
  uses: otherwise(integer(1, 1_000_000), 1),
  expires: otherwise(nullable(date), null),
})

/** Codes that customers redeem by `POST /me/credit/code`. */
export const codeRoutes = [
  adminRoute('POST', '/admin/codes', async (call) => {
    const { expires: expiresOn, ...request } = call.body(fields)
    return toWire(call)(await createCreditCode(call.parts, { operator: call.operator, ...request, expiresOn }))
  }),
  adminRoute('GET', '/admin/codes', (call) =>
    answerPage(call, codesOf(call), {}, ({ after: [after], limit }) => listCreditCodes(call.parts, { after, limit })),
  ),
  adminRoute('DELETE', '/admin/codes/:code', ({ parts, operator, parameter }) =>
    withdrawCreditCode(parts, { operator, code: parameter('code') }),
  ),
]

function codesOf(call: AdminCall): List<CreditCode, [number]> {
  return { name: 'codes', first: [0], keyOf: ({ id }) => [id], toWire: toWire(call) }
}

function toWire({ parts }: AdminCall) {
  return ({ id, code, description, amount, uses, used, expiresOn, createdAt, withdrawnAt }: CreditCode) => ({
    ...{ id, code, description, ...toWirePrice(amount), uses, used, expires: expiresOn && String(expiresOn) },
    created: toWireDateTime(createdAt, parts.zone),
    withdrawn: withdrawnAt && toWireDateTime(withdrawnAt, parts.zone),
  })
}
