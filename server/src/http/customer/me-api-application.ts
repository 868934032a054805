import { listApplications } from '../../actions/accounts/list-applications.ts'
import { removeApplication } from '../../actions/accounts/remove-application.ts'
import { problem } from '../../problem/problem.ts'
import { type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { toWireApplication } from '../wire/application.ts'

/** The programs that the caller made to speak to the API. They are made on a page or by an operator, with their secret. */
export const applicationOperations: readonly Operation[] = [
  operation('GET /me/api/application', async ({ parts, caller }) =>
    (await listApplications(parts, caller)).map(({ id }) => id),
  ),

  operation(
    'GET /me/api/application/{applicationId}',
    async ({ parts, caller, params }) => {
      const id = idParameter(params.applicationId, 'applicationId')
      const application = (await listApplications(parts, caller)).find((one) => one.id === id)
      if (application) return toWireApplication(application)
      throw problem('NOT_FOUND', `The requested object (applicationId = ${id}) does not exist`)
    },
    {
      many: ({ parts, caller }, texts) =>
        manyIds(texts, 'applicationId', async () => {
          const applications = await listApplications(parts, caller)
          return new Map(applications.map((one) => [one.id, toWireApplication(one)]))
        }),
    },
  ),

  operation('DELETE /me/api/application/{applicationId}', async ({ parts, caller: { accountId }, params }) => {
    await removeApplication(parts, { accountId, applicationId: idParameter(params.applicationId, 'applicationId') })
  }),
]
