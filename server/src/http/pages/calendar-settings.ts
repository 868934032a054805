import type { FastifyReply } from 'fastify'
import { logIn } from '../../actions/accounts/log-in.ts'
import { changeOwnCalendar, readOwnCalendar } from '../../actions/telling/own-calendar.ts'
import { realClock } from '../../calendar/calendar.ts'
import { type Language, readerAccepted } from '../../documents/reader.ts'
import type { AccountId } from '../../identity/identity.ts'
import { attemptLimitOf } from '../attempt-limit.ts'
import { formBody } from '../form-body.ts'
import { sendPage } from '../page.ts'
import type { PlainRoutes } from '../setup.ts'
import { calendarWordsOf } from './calendar-dictionary.ts'
import { calendarLogIn, calendarSettings, type ShownCalendar } from './calendar-view.ts'
import { newFormToken, openFormToken } from './form-token.ts'
import { type Visit, withinLimit } from './open-page.ts'
import { pageWordsOf } from './page-dictionary.ts'

/**
 * `/calendar`: a holder logs in, sees the secret address of his calendar, makes a new one or ends it. No cookie: the form that changes
 * something carries a sealed token of the login and of the address that it showed, so that sent again it changes nothing.
 */
export const calendarSettingsRoutes: PlainRoutes = (app, setup) => {
  app.get('/calendar', async (request, reply) => {
    return sendPage(reply, 200, calendarLogIn(languageOf({ setup, request, reply }), { nichandle: '', error: null }))
  })
  app.post('/calendar', (request, reply) => {
    const visit = { setup, request, reply }
    const fields = formBody(request)
    return withinLimit(visit, () => (fields.has('token') ? answerChange(visit, fields) : answerLogIn(visit, fields)))
  })
}

async function answerLogIn(visit: Visit, fields: ReadonlyMap<string, string>): Promise<FastifyReply> {
  const { parts } = visit.setup
  const nichandle = (fields.get('nichandle') ?? '').trim().toLowerCase()
  const takeBack = attemptLimitOf(parts)(visit.request.ip, realClock.now())
  const accountId = await logIn(parts, { nichandle, password: fields.get('password') ?? '' })
  if (accountId === null) {
    return askToLogIn(visit, { nichandle, error: pageWordsOf[languageOf(visit)].refusals.wrongLogin })
  }
  takeBack()
  return show(visit, accountId, { calendar: await readOwnCalendar(parts, { accountId }), done: null })
}

async function answerChange(visit: Visit, fields: ReadonlyMap<string, string>): Promise<FastifyReply> {
  const { parts } = visit.setup
  const takeBack = attemptLimitOf(parts)(visit.request.ip, realClock.now())
  const token = openFormToken(parts.seal, purpose, fields.get('token') ?? '', realClock.now())
  if (token === null) return askToLogIn(visit, { nichandle: '', error: calendarWordsOf[languageOf(visit)].formTooOld })
  takeBack()
  const accountId = token.accountId as AccountId
  const change = changeNamed(fields.get('change'))
  if (change === null)
    return show(visit, accountId, { calendar: await readOwnCalendar(parts, { accountId }), done: null })
  const shown = token.shown === null ? null : Temporal.Instant.from(String(token.shown))
  const { calendar, isDone } = await changeOwnCalendar(parts, { accountId, change, shown })
  return show(visit, accountId, { calendar, done: isDone ? change : 'stale' })
}

const purpose = 'change-calendar'

function changeNamed(text: string | undefined): 'make' | 'end' | null {
  return text === 'make' || text === 'end' ? text : null
}

function show(
  { setup: { parts }, reply }: Visit,
  accountId: AccountId,
  { calendar, done }: Pick<ShownCalendar, 'calendar' | 'done'>,
): FastifyReply {
  const shown = calendar.address?.createdAt.toString() ?? null
  const token = newFormToken(parts.seal, purpose, { accountId, shown }, realClock.now())
  return sendPage(reply, 200, calendarSettings({ calendar, done, token, zone: parts.zone }))
}

function askToLogIn(visit: Visit, typed: Parameters<typeof calendarLogIn>[1]): FastifyReply {
  return sendPage(visit.reply, 403, calendarLogIn(languageOf(visit), typed))
}

/** Of the browser: who has not logged in is a stranger. */
function languageOf({ request }: Visit): Language {
  return readerAccepted(request.headers['accept-language']).language
}
