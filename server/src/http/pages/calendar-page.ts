import { createHash } from 'node:crypto'
import { readCalendarPage } from '../../actions/telling/read-calendar-page.ts'
import { realClock } from '../../calendar/calendar.ts'
import { problem } from '../../problem/problem.ts'
import { attemptLimitOf } from '../attempt-limit.ts'
import type { PlainRoutes } from '../setup.ts'

/**
 * `/calendar/<secret>.ics`: what calendar programs subscribe to. Who asks again for what did not change gets a 304. Wrong secrets are
 * the same 404, and counted: 10 a minute an address.
 */
export const calendarRoutes: PlainRoutes = (app, setup) => {
  app.get<{ Params: { file: string } }>('/calendar/:file', async (request, reply) => {
    const right = attemptLimitOf(setup.parts)(request.ip, realClock.now())
    const secret = /^([\w-]{22})\.ics$/.exec(request.params.file)?.[1]
    const text = secret === undefined ? null : await readCalendarPage(setup.parts, { secret })
    if (text === null)
      throw problem('NOT_FOUND', 'this address opens no calendar: it may have been replaced by a new one')
    right()
    const tag = `"${createHash('sha256').update(text).digest('base64url')}"`
    reply.headers({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="renewals.ics"',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      etag: tag,
    })
    return knows(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(text)
  })
}

/** Compression marks a tag as weak; it is the same text. */
function knows(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === tag)
}
