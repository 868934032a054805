import type { FastifyReply } from 'fastify'
import type { Parts } from '../../actions/parts.ts'
import { readMailbox } from '../../actions/telling/read-mailbox.ts'
import { realClock } from '../../calendar/calendar.ts'
import { problem } from '../../problem/problem.ts'
import { attemptLimitOf } from '../attempt-limit.ts'
import type { PlainRoutes } from '../setup.ts'

const path = '/sandbox/mails/preview'
const mark = 'mail '

/**
 * Where a browser shows one mail: a link that only this server can make, and that opens that mail alone, so that no admin token has to
 * be put into a browser.
 */
export function previewUrl({ seal, publicUrl }: Pick<Parts, 'seal' | 'publicUrl'>, id: number): string {
  return `${publicUrl}${path}?mail=${seal.seal(`${mark}${id}`).toString('base64url')}`
}

/** `/sandbox/mails/preview`: a mail as its reader's program shows it. Nothing in it is loaded or run. */
export const mailPreviewRoutes: PlainRoutes = (app, setup) => {
  if (setup.mode !== 'sandbox') return
  app.get<{ Querystring: { mail?: unknown } }>(path, async (request, reply) => {
    const right = attemptLimitOf(setup.parts)(request.ip, realClock.now())
    const id = idOf(setup.parts, request.query.mail)
    const [mail] = id === null ? [] : await readMailbox(setup.parts, { account: null, after: id - 1, limit: 1 })
    if (mail?.id !== id || !mail) throw problem('NOT_FOUND', 'this link opens no mail: take it from GET /sandbox/mails')
    right()
    return show(reply, mail.html)
  })
}

function idOf({ seal }: Pick<Parts, 'seal'>, token: unknown): number | null {
  try {
    const text = seal.open(Buffer.from(String(token), 'base64url'))
    return text.startsWith(mark) ? Number(text.slice(mark.length)) : null
  } catch {
    return null
  }
}

function show(reply: FastifyReply, html: string): FastifyReply {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${policy}; sandbox allow-popups allow-top-navigation-by-user-activation`,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .send(html)
}
