import { confirmTermination } from '../../actions/services/confirm-termination.ts'
import { requestTermination, terminationTokenHours } from '../../actions/services/request-termination.ts'
import type { ServiceId } from '../../identity/identity.ts'
import type { AnyCall } from '../operation.ts'
import { tokenAttempt } from '../token-attempt.ts'

type TerminationCall = Pick<AnyCall, 'parts' | 'caller' | 'address'>

/** Mails the link that confirms a termination; answers what the caller reads. */
export async function askTermination({ parts, caller }: TerminationCall, serviceId: ServiceId): Promise<string> {
  const { name, mailedTo } = await requestTermination(parts, { accountId: caller.accountId, serviceId })
  return `A mail to ${mailedTo} has the link that confirms the termination of ${name}. It can be used for ${terminationTokenHours} hours; until then nothing ends.`
}

/** What a caller says of a termination. */
export interface TerminationBody {
  readonly token: string
  readonly reason?: string | undefined
  readonly futureUse?: string | undefined
  readonly commentary?: string | undefined
}

/** Terminates by the mailed token; answers what the caller reads. */
export async function answerConfirmation(
  call: TerminationCall,
  serviceId: ServiceId,
  { token, ...words }: TerminationBody,
): Promise<string> {
  const said = Object.fromEntries(Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1])))
  const { accountId } = call.caller
  await tokenAttempt(call, () => confirmTermination(call.parts, { serviceId, token, accountId, said }))
  return `Service ${serviceId} is terminated.`
}
