import { logOut } from '../../actions/accounts/log-out.ts'
import { readCredential } from '../../actions/accounts/read-credential.ts'
import { requestCredential } from '../../actions/accounts/request-credential.ts'
import { realClock } from '../../calendar/calendar.ts'
import { parseAccessRules } from '../../customers/access-rules.ts'
import { parseAllowedIps } from '../../customers/allowed-ips.ts'
import { accountUrn, clientUrn } from '../../customers/oauth2.ts'
import { problem } from '../../problem/problem.ts'
import { bearerToken } from '../authentication.ts'
import { wireContext } from '../context.ts'
import { invalidKey } from '../login-problems.ts'
import { type Call, type Operation, openOperation, operation } from '../operation.ts'
import { toWireAccessRules, toWireCredential } from '../wire/credential.ts'

/** The routes of `/auth` (ovh-api.md 2.8). A credential needs rules for them, as for any other call. */
export const authOperations: readonly Operation[] = [
  openOperation('GET /auth/time', async () => Math.floor(realClock.now().epochMilliseconds / 1000)),

  openOperation('POST /auth/credential', async ({ parts, body, header }) => {
    const applicationKey = header('x-ovh-application')
    if (!applicationKey) throw invalidKey(': send it in the header X-Ovh-Application')
    const { consumerKey, validationToken } = await requestCredential(parts, {
      applicationKey,
      accessRules: parseAccessRules(body.accessRules),
      allowedIps: parseAllowedIps(body.allowedIPs),
      redirection: parseRedirection(body.redirection ?? null),
    })
    const validationUrl = `${parts.publicUrl}/auth/?credentialToken=${validationToken}`
    return { consumerKey, state: 'pendingValidation', validationUrl }
  }),

  operation('GET /auth/currentCredential', async (call) => {
    return toWireCredential(wireContext(call.parts), await currentCredential(call), realClock.now())
  }),

  operation('GET /auth/details', async (call) => {
    const { nichandle, method, clientId } = call.caller
    const rules = clientId === null ? toWireAccessRules((await currentCredential(call)).accessRules) : null
    return {
      account: nichandle,
      allowedRoutes: rules,
      description: null,
      identities: [clientId === null ? accountUrn(nichandle) : clientUrn(nichandle, clientId)],
      method,
      roles: [],
      user: null,
    }
  }),

  operation('POST /auth/logout', async ({ parts, caller, header }) => {
    const token = caller.clientId === null ? null : bearerToken(header('authorization'))
    await logOut(parts, { caller, token })
  }),
]

/** @throws FORBIDDEN for a bearer token, which is no credential in OVH's sense */
function currentCredential({ parts, caller }: Pick<Call<'GET /auth/details'>, 'parts' | 'caller'>) {
  const { accountId, credentialId } = caller
  if (credentialId === null)
    throw problem('FORBIDDEN', 'This call was made with a bearer token, which is no credential of /auth')
  return readCredential(parts, { accountId, credentialId })
}

const longestRedirection = 2_000

function parseRedirection(redirection: string | null): string | null {
  if (redirection === null || redirection === '') return null
  if (redirection.length <= longestRedirection && redirection.isWellFormed()) return redirection
  throw problem('INVALID_PARAMETER', `redirection: an address of at most ${longestRedirection} characters is taken`, {
    field: 'redirection',
  })
}
