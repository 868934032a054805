import type { FastifyReply, FastifyRequest } from 'fastify'
import { realClock } from '../../calendar/calendar.ts'
import { html } from '../../documents/html.ts'
import { type Language, readerAccepted } from '../../documents/reader.ts'
import type { SheetKind } from '../../documents/sheet.ts'
import { Problem } from '../../problem/problem.ts'
import { attemptLimitOf } from '../attempt-limit.ts'
import { sendPage } from '../page.ts'
import type { ServerSetup } from '../setup.ts'
import { pageWordsOf } from './page-dictionary.ts'

/** A request for what opens with a number and a password, and its reply. */
export interface Visit {
  readonly setup: ServerSetup
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/**
 * Opens what a link with a number and a password names. Wrong numbers and passwords are the same 404, and counted: 10 a minute an
 * address, over all pages together. Whoever opens nothing is answered in the language of his browser.
 * @param read null for a wrong number or password
 */
export async function openPage<Facts>(
  visit: Visit,
  notFound: NotFound,
  read: () => Promise<Facts | null>,
  answer: (facts: Facts) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { setup, request, reply } = visit
  return withinLimit(visit, async () => {
    const right = attemptLimitOf(setup.parts)(request.ip, realClock.now())
    const facts = await read()
    if (facts === null) {
      const { language } = readerAccepted(request.headers['accept-language'])
      return message(reply, 404, ...notFound(language), language)
    }
    right()
    return answer(facts)
  })
}

/** Does what counts attempts; says on a page that there were too many, in the language of the browser. */
export async function withinLimit({ request, reply }: Visit, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'TOO_MANY_REQUESTS')) throw error
    const { language } = readerAccepted(request.headers['accept-language'])
    const { tooMany, tooManyText } = pageWordsOf[language]
    reply.header('retry-after', error.details.retryAfter)
    return message(reply, error.status, tooMany, tooManyText, language)
  }
}

/** What is said of a wrong number or password, in a language: a title and a text. */
export type NotFound = (language: Language) => readonly [title: string, text: string]

/** The same words for a wrong number and for a wrong password: a page does not tell which numbers there are. */
export function sheetNotFound(kind: SheetKind): NotFound {
  return (language) => [pageWordsOf[language].notFound[kind], pageWordsOf[language].notFoundText]
}

/** A page of one title and one text, and no link. */
export function message(
  reply: FastifyReply,
  status: number,
  title: string,
  text: string,
  language: Language,
): FastifyReply {
  const body = html`<div class="card"><h1>${title}</h1><p>${text}</p></div>`
  return sendPage(reply, status, { title, body, language })
}
