import type { FastifyReply } from 'fastify'
import { confirmTermination } from '../../actions/confirm-termination.ts'
import { type AskedTermination, readTermination } from '../../actions/read-termination.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { Problem } from '../../problem/problem.ts'
import { formBody } from '../form-body.ts'
import { sendPage } from '../page.ts'
import type { PlainRoutes } from '../setup.ts'
import { linkNotFound } from './link-not-found.ts'
import { openPage, type Visit } from './open-page.ts'
import { refusedTermination, terminatedPage, terminationForm } from './termination-view.ts'

/**
 * `/billing/confirmTerminate?id=&token=`, the link of a mail: GET shows what would end, and only the form that it has ends it. Programs
 * that read mails open their links.
 */
export const terminationPageRoutes: PlainRoutes = (app, setup) => {
  app.get('/billing/confirmTerminate', (request, reply) => {
    const { id, token } = request.query as { readonly id?: unknown; readonly token?: unknown }
    const named = nameOf(id, token)
    return openPage(
      { setup, request, reply },
      linkNotFound,
      async () => named && readTermination(setup.parts, named),
      async (asked) => sendPage(reply, 200, terminationForm(asked, named?.token ?? '')),
    )
  })
  app.post('/billing/confirmTerminate', (request, reply) => {
    const fields = formBody(request)
    const named = nameOf(fields.get('id'), fields.get('token'))
    const visit = { setup, request, reply }
    return openPage(
      visit,
      linkNotFound,
      async () => named && readTermination(setup.parts, named),
      (asked) => terminate(visit, asked, named?.token ?? ''),
    )
  })
}

function nameOf(id: unknown, token: unknown): { readonly serviceId: ServiceId; readonly token: string } | null {
  if (typeof id !== 'string' || !/^\d{1,15}$/.test(id)) return null
  return typeof token === 'string' && /^[A-Za-z0-9]{32}$/.test(token)
    ? { serviceId: Number(id) as ServiceId, token }
    : null
}

async function terminate({ setup, reply }: Visit, asked: AskedTermination, token: string): Promise<FastifyReply> {
  try {
    await confirmTermination(setup.parts, { serviceId: asked.service.id, token, accountId: null, said: {} })
    return sendPage(reply, 200, terminatedPage(asked))
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    return sendPage(reply, error.status, refusedTermination(asked, error.code === 'SERVICE_RESERVED'))
  }
}
