import type { FastifyReply } from 'fastify'
import {
  type RegistrationAddress,
  type RegistrationPage,
  readRegistrationPage,
} from '../../actions/means/read-registration-page.ts'
import { type FormEntry, type PlayedEntry, playRegistration } from '../../actions/sandbox/play-registration.ts'
import type { MeansId } from '../../identity/identity.ts'
import { formBody } from '../form-body.ts'
import { sendPage } from '../page.ts'
import type { PlainRoutes } from '../setup.ts'
import { type NotFound, openPage, type Visit } from './open-page.ts'
import { registrationWordsOf } from './registration-dictionary.ts'
import { nothingTyped } from './registration-fields.ts'
import { registrationForm, registrationOver, returnOf } from './registration-view.ts'

/**
 * `/payment/register?id=&token=`, in sandboxes alone: the form of the played payment provider. GET shows it; only the form, which has
 * the token of its address and no cookie, does anything.
 */
export const registrationPageRoutes: PlainRoutes = (app, setup) => {
  if (setup.mode !== 'sandbox' || !setup.sandbox) return
  app.get('/payment/register', (request, reply) => {
    const { id, token } = request.query as { readonly id?: unknown; readonly token?: unknown }
    const address = addressOf(id, token)
    return openPage(
      { setup, request, reply },
      linkNotFound,
      async () => address && readRegistrationPage(setup.parts, address),
      async (page) => sendPage(reply, 200, shown(page, address?.token ?? '')),
    )
  })
  app.post('/payment/register', (request, reply) => {
    const fields = formBody(request)
    const address = addressOf(fields.get('id'), fields.get('token'))
    const visit = { setup, request, reply }
    return openPage(
      visit,
      linkNotFound,
      async () => address && readRegistrationPage(setup.parts, address),
      (page) => answerForm(visit, page, address ?? { meansId: page.played.meansId, token: '' }, fields),
    )
  })
}

const linkNotFound: NotFound = (language) => {
  const { notFound, notFoundText } = registrationWordsOf[language]
  return [notFound, notFoundText]
}

function addressOf(id: unknown, token: unknown): RegistrationAddress | null {
  if (typeof id !== 'string' || !/^\d{1,15}$/.test(id)) return null
  return typeof token === 'string' && /^[A-Za-z0-9_-]{32}$/.test(token)
    ? { meansId: Number(id) as MeansId, token }
    : null
}

function shown(page: RegistrationPage, token: string) {
  const { outcome } = page.registration
  return outcome === null ? registrationForm(page, token, nothingTyped) : registrationOver(page, outcome)
}

async function answerForm(
  { setup, reply }: Visit,
  page: RegistrationPage,
  address: RegistrationAddress,
  fields: ReadonlyMap<string, string>,
): Promise<FastifyReply> {
  const played = await playRegistration(setup.parts, { ...address, entry: entryOf(page, fields) })
  if (played === null) return sendPage(reply, 200, registrationOver(page, 'cancelled'))
  if (played.outcome !== null) return sendOn(reply, address, played, played.outcome)
  const values = new Map([...fields].filter(([name]) => name !== 'number' && name !== 'code'))
  return sendPage(reply, 400, registrationForm(played.page, address.token, { ...played, values }))
}

/** Back to who began it; where nobody waits, to the page that says what became of it, which does nothing when it is loaded again. */
function sendOn(
  reply: FastifyReply,
  { meansId, token }: RegistrationAddress,
  { page }: PlayedEntry,
  outcome: NonNullable<PlayedEntry['outcome']>,
): FastifyReply {
  const target = returnOf(page.registration, outcome) ?? `/payment/register?id=${meansId}&token=${token}`
  return reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(target, 303)
}

function entryOf({ played: { kind } }: RegistrationPage, fields: ReadonlyMap<string, string>): FormEntry {
  const read = (name: string) => fields.get(name) ?? ''
  if (read('decision') === 'cancel') return { kind: 'cancel' }
  switch (kind) {
    case 'creditCard':
      return { kind, number: read('number'), expiry: read('expiry'), code: read('code') }
    case 'paypal':
      return { kind, email: read('email') }
    case 'bankAccount': {
      const account = { iban: read('iban'), bic: read('bic'), ownerName: read('ownerName') }
      return { kind, ...account, ownerAddress: read('ownerAddress'), isSigned: read('isSigned') === 'yes' }
    }
  }
}
