import { checkCode, redeemCode } from '../../actions/balance/redeem-code.ts'
import { realClock } from '../../calendar/calendar.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { attemptLimitOf } from '../attempt-limit.ts'
import { wireContext } from '../context.ts'
import { type Operation, operation } from '../operation.ts'
import { tokenAttempt } from '../token-attempt.ts'
import { toWireCreditMovement } from '../wire/credit-movement.ts'

/** Codes that credit the prepaid balance. One that does not exist counts as a wrong password: 10 a minute an address. */
export const codeOperations: readonly Operation[] = [
  operation('POST /me/credit/code', async (call) => {
    const { inputCode: input, serviceId } = call.body
    const request = { accountId: call.caller.accountId, input, serviceId: (serviceId ?? null) as ServiceId | null }
    const movement = await tokenAttempt(call, () => redeemCode(call.parts, request), 'CODE_UNKNOWN')
    return toWireCreditMovement(wireContext(call.parts), movement)
  }),

  operation('POST /me/voucher/checkValidity', async ({ parts, caller, body, address }) => {
    const takeBack = attemptLimitOf(parts)(address, realClock.now())
    const refusal = await checkCode(parts, { accountId: caller.accountId, input: body.voucher })
    if (refusal?.code !== 'CODE_UNKNOWN') takeBack()
    return { validity: refusal === null }
  }),
]
