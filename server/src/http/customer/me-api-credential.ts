import { changeCredential } from '../../actions/accounts/change-credential.ts'
import { listCredentials } from '../../actions/accounts/list-credentials.ts'
import { readCredential } from '../../actions/accounts/read-credential.ts'
import { readCredentialApplication } from '../../actions/accounts/read-credential-application.ts'
import { readCredentials } from '../../actions/accounts/read-credentials.ts'
import { removeCredential } from '../../actions/accounts/remove-credential.ts'
import { realClock } from '../../calendar/calendar.ts'
import { parseAllowedIps } from '../../customers/allowed-ips.ts'
import { wireContext } from '../context.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { toWireApplication } from '../wire/application.ts'
import { toWireCredential } from '../wire/credential.ts'

/** What the caller lets programs do in his name, whosever these are. */
export const credentialOperations: readonly Operation[] = [
  operation('GET /me/api/credential', async ({ parts, caller: { accountId }, query }) => {
    const { applicationId = null, status = null } = query
    return [...(await listCredentials(parts, { accountId, applicationId, state: status }))]
  }),

  operation(
    'GET /me/api/credential/{credentialId}',
    async (call) =>
      toWireCredential(wireContext(call.parts), await readCredential(call.parts, named(call)), realClock.now()),
    {
      many: ({ parts, caller: { accountId } }, texts) =>
        manyIds(texts, 'credentialId', async (ids: readonly number[]) => {
          const now = realClock.now()
          const credentials = await readCredentials(parts, { accountId, ids })
          return new Map(credentials.map((one) => [one.id, toWireCredential(wireContext(parts), one, now)]))
        }),
    },
  ),

  operation('GET /me/api/credential/{credentialId}/application', async (call) =>
    toWireApplication(await readCredentialApplication(call.parts, named(call))),
  ),

  operation('PUT /me/api/credential/{credentialId}', async (call) => {
    const { allowedIPs } = call.body
    if (allowedIPs === undefined) await readCredential(call.parts, named(call))
    else await changeCredential(call.parts, { ...named(call), allowedIps: parseAllowedIps(allowedIPs) })
  }),

  operation('DELETE /me/api/credential/{credentialId}', async (call) => {
    await removeCredential(call.parts, named(call))
  }),
]

type CredentialCall = Pick<Call<'GET /me/api/credential/{credentialId}'>, 'caller' | 'params'>

function named({ caller: { accountId }, params }: CredentialCall) {
  return { accountId, credentialId: idParameter(params.credentialId, 'credentialId') }
}
