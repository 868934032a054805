import { listBearerTokens } from '../../actions/accounts/list-bearer-tokens.ts'
import { removeBearerToken } from '../../actions/accounts/remove-bearer-token.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { toWireOAuth2Token } from '../wire/oauth2-token.ts'

/** Bearer tokens of the caller's service accounts that hold now, by ids that open nothing. */
export const oauth2TokenOperations: readonly Operation[] = [
  operation('GET /me/api/oauth2/token', async (call) => [...(await tokensOf(call)).keys()]),

  operation(
    'GET /me/api/oauth2/token/{id}',
    async (call) => {
      const { id } = call.params
      const token = (await tokensOf(call)).get(id)
      if (token) return token
      throw problem('NOT_FOUND', `The requested object (id = ${id}) does not exist`)
    },
    { many: tokensOf },
  ),

  operation('DELETE /me/api/oauth2/token/{id}', async ({ parts, caller: { accountId }, params }) => {
    await removeBearerToken(parts, { accountId, tokenId: params.id })
  }),
]

async function tokensOf({ parts, caller }: Pick<Call<'GET /me/api/oauth2/token'>, 'parts' | 'caller'>) {
  const tokens = await listBearerTokens(parts, caller)
  return new Map(tokens.map((token) => [token.id, toWireOAuth2Token(wireContext(parts), token, caller.nichandle)]))
}
