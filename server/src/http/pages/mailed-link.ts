import type { FastifyInstance, FastifyReply } from 'fastify'
import { Problem } from '../../problem/problem.ts'
import { formBody } from '../form-body.ts'
import { type Page, sendPage } from '../page.ts'
import type { ServerSetup } from '../setup.ts'
import { linkNotFound } from './link-not-found.ts'
import { openPage, type Visit } from './open-page.ts'

/** What a mailed link names: `?id=&token=`. */
export interface Named {
  readonly id: number
  readonly token: string
}

/** A page behind a mailed link. GET shows what is asked; only the form that it has does it, since programs that read mails open their links. */
export interface MailedLink<Asked> {
  readonly path: string
  /** What is asked; null for a link that is none, or is over. */
  readonly read: (named: Named) => Promise<Asked | null>
  readonly form: (asked: Asked, token: string) => Page
  /** Does what was asked, or shows the form again; throws Problems. */
  readonly act: (visit: Visit, asked: Asked, named: Named, fields: ReadonlyMap<string, string>) => Promise<FastifyReply>
  /** Says that it was refused, by the code of the Problem. */
  readonly refused: (asked: Asked, code: string) => Page
}

/** Serves a mailed link: GET and POST of its path. */
export function mountMailedLink<Asked>(app: FastifyInstance, setup: ServerSetup, link: MailedLink<Asked>): void {
  const read = async (named: Named | null) => named && link.read(named)
  app.get(link.path, (request, reply) => {
    const { id, token } = request.query as { readonly id?: unknown; readonly token?: unknown }
    const named = namedBy(id, token)
    const show = async (asked: Asked) => sendPage(reply, 200, link.form(asked, named?.token ?? ''))
    return openPage({ setup, request, reply }, linkNotFound, () => read(named), show)
  })
  app.post(link.path, (request, reply) => {
    const fields = formBody(request)
    const named = namedBy(fields.get('id'), fields.get('token'))
    const visit = { setup, request, reply }
    const act = async (asked: Asked) => {
      try {
        return await link.act(visit, asked, named as Named, fields)
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error
        return sendPage(reply, error.status, link.refused(asked, error.code))
      }
    }
    return openPage(visit, linkNotFound, () => read(named), act)
  })
}

function namedBy(id: unknown, token: unknown): Named | null {
  if (typeof id !== 'string' || !/^\d{1,15}$/.test(id)) return null
  return typeof token === 'string' && /^[A-Za-z0-9]{32}$/.test(token) ? { id: Number(id), token } : null
}
