import { decideCredential } from '../../actions/accounts/decide-credential.ts'
import { findAccount } from '../../actions/accounts/find-account.ts'
import { nichandle, oneOf, text } from '../admin/fields.ts'
import { form, nullable, optional, otherwise } from '../admin/form.ts'
import { type AdminRoute, adminRoute } from '../admin/route.ts'

const decision = form({
  state: oneOf(['validated', 'refused', 'expired']),
  validity: otherwise(nullable(text(60)), null),
  account: optional(nichandle),
})

/** What the holder of a consumer key would do on the validation page. */
export const credentialRoutes: readonly AdminRoute[] = [
  adminRoute('POST', '/sandbox/credentials/:consumerKey', async ({ parts, parameter, body }) => {
    const consumerKey = parameter('consumerKey')
    const { state, validity, account } = body(decision)
    const accountId = account === undefined ? null : (await findAccount(parts, { nichandle: account })).id
    const decided = await decideCredential(parts, { consumerKey, decision: state, validity, accountId })
    return { consumerKey, state: decided.state, account: decided.account.nichandle }
  }),
]
