import { issueKeys } from '../../actions/accounts/issue-keys.ts'
import { ruleMethods } from '../../customers/access-rules.ts'
import { readNichandle } from './accounts.ts'
import { matching, oneOf, text } from './fields.ts'
import { andThen, form, listOf, nullable, otherwise, wrong } from './form.ts'
import { adminRoute } from './route.ts'

const rule = form({ method: oneOf(ruleMethods), path: matching(/^\//, 'a path such as /me/*', 1_000) })

const keys = form({
  accessRules: otherwise(nullable(andThen(listOf(rule, 500), someRules)), null),
  description: otherwise(nullable(text()), null),
})

export const accountKeyRoutes = [
  adminRoute('POST', '/admin/accounts/:nic/credentials', async ({ parts, operator, parameter, body }) => {
    const nichandle = readNichandle(parameter('nic'))
    const { applicationKey, applicationSecret, consumerKey } = await issueKeys(parts, {
      operator,
      nichandle,
      ...body(keys),
    })
    return { id: applicationKey, applicationKey, applicationSecret, consumerKey }
  }),
]

/** Keys that may call nothing are a mistake. */
function someRules<Rule>(rules: readonly Rule[]): readonly Rule[] {
  if (rules.length === 0) throw wrong('write one rule at least, or leave the field out for all')
  return rules
}
