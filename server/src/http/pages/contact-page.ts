import type { FastifyReply } from 'fastify'
import { answerContactChange } from '../../actions/answer-contact-change.ts'
import { type AskedContactChange, readContactAnswer } from '../../actions/read-contact-answer.ts'
import { Problem } from '../../problem/problem.ts'
import { formBody } from '../form-body.ts'
import { sendPage } from '../page.ts'
import type { PlainRoutes } from '../setup.ts'
import { answeredContactPage, contactForm, refusedContactPage } from './contact-view.ts'
import { linkNotFound } from './link-not-found.ts'
import { openPage, type Visit } from './open-page.ts'

/** `/contacts/answer?id=&token=`, the link of a mail: GET shows what is asked, and only its form answers. */
export const contactPageRoutes: PlainRoutes = (app, setup) => {
  app.get('/contacts/answer', (request, reply) => {
    const { id, token } = request.query as { readonly id?: unknown; readonly token?: unknown }
    const named = nameOf(id, token)
    return openPage(
      { setup, request, reply },
      linkNotFound,
      async () => named && readContactAnswer(setup.parts, named),
      async (asked) => sendPage(reply, 200, contactForm(asked, named?.token ?? '')),
    )
  })
  app.post('/contacts/answer', (request, reply) => {
    const fields = formBody(request)
    const named = nameOf(fields.get('id'), fields.get('token'))
    const visit = { setup, request, reply }
    return openPage(
      visit,
      linkNotFound,
      async () => named && readContactAnswer(setup.parts, named),
      (asked) => answer(visit, asked, named?.token ?? '', fields.get('decision')),
    )
  })
}

function nameOf(id: unknown, token: unknown): { readonly id: number; readonly token: string } | null {
  if (typeof id !== 'string' || !/^\d{1,15}$/.test(id)) return null
  return typeof token === 'string' && /^[A-Za-z0-9]{32}$/.test(token) ? { id: Number(id), token } : null
}

async function answer(
  { setup, reply }: Visit,
  asked: AskedContactChange,
  token: string,
  decision: string | undefined,
): Promise<FastifyReply> {
  if (decision !== 'accept' && decision !== 'refuse') return sendPage(reply, 400, contactForm(asked, token))
  try {
    const { id } = asked.change
    const change = await answerContactChange(setup.parts, {
      id,
      token,
      accepts: decision === 'accept',
      accountId: null,
    })
    return sendPage(reply, 200, answeredContactPage({ ...asked, change }))
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    return sendPage(reply, error.status, refusedContactPage(asked, error.code === 'SERVICE_HAS_OPEN_BILL'))
  }
}
