import { polishAccount } from '../../src/actions/sandbox/demo/demo-accounts.ts'
import { writeNotices } from '../../src/actions/telling/write-notices.ts'
import type { Fields } from './sample.ts'
import type { Params, Surface } from './surface.ts'

/**
 * What cannot be worked out of the contract. An operation needs a line here only when a valid value of its types is not enough:
 * what stands in a body must exist, or fit something else.
 */

type MakeBody = (surface: Surface, params: Params, key: string) => Promise<Fields | null>

const otherContact = { contactTech: polishAccount }

/** Bodies by operation, or by the end of its key. */
const bodies: Readonly<Record<string, MakeBody>> = {
  '*/changeContact': async () => otherContact,
  '*/confirmTermination': confirmation,
  '*/terminate/confirm': confirmation,
  '*/serviceInfosUpdate': async () => ({ renew: { automatic: true, deleteAtExpiration: false, forced: false } }),
  'POST /service/{serviceId}/renew': renewal,
  'POST /services/{serviceId}/billing/engagement/request': async () => ({ pricingMode: 'degressivity12' }),
  'PUT /services/{serviceId}/billing/engagement/endRule': async () => ({ strategy: 'STOP_ENGAGEMENT_KEEP_PRICE' }),
  'POST /me/api/oauth2/client': async () => ({
    ...{ name: 'robot', description: 'Renews', flow: 'CLIENT_CREDENTIALS', callbackUrls: [] },
  }),
  'POST /me/billing/group': async () => ({ name: 'Production' }),
  'POST /me/billing/group/{groupId}/service': async ({ idsOf }) => ({
    serviceId: Number((await idsOf('/services'))[0]),
  }),
  'POST /me/bill/export': async () => ({ archiveType: 'csv' }),
  'POST /me/refund/export': async () => ({ archiveType: 'csv' }),
  'POST /me/credit/code': async () => ({ inputCode: 'WELCOME-10' }),
  'POST /me/ovhAccount/{ovhAccountId}/retrieveMoney': async () => ({ amount: 1, bankAccountId: 9012 }),
  'POST /me/order/{orderId}/balance': async ({ idsOf }) => ({ balanceName: (await idsOf('/me/credit/balance'))[0] }),
  'POST /me/order/{orderId}/pay': async (surface) => ({ paymentMethod: { id: await defaultMethod(surface) } }),
  'POST /me/order/{orderId}/payWithRegisteredPaymentMean': async (surface) => ({
    ...{ paymentMean: 'PAYPAL', paymentMeanId: await defaultMethod(surface) },
  }),
  'POST /me/payment/method': async () => ({ paymentType: 'SEPA_DIRECT_DEBIT', callbackUrl }),
  'POST /me/payment/method/{paymentMethodId}/finalize': async () => ({}),
  'POST /me/payment/method/{paymentMethodId}/challenge': challenge,
  'POST /me/paymentMean/bankAccount/{id}/challenge': challenge,
  'POST /me/paymentMean/creditCard/{id}/challenge': challenge,
  'POST /me/paymentMean/paypal/{id}/challenge': challenge,
  'POST /me/task/contactChange/{id}/accept': contactToken,
  'POST /me/task/contactChange/{id}/refuse': contactToken,
}

const address = 'https://shop.example/done'
const callbackUrl = { success: address, cancel: address, failure: address, error: address, pending: address }

/** Names that no list has, by the template that ends in them. */
const names: Readonly<Record<string, (surface: Surface, params: Params) => Promise<readonly string[]>>> = {
  '/email/exchange/{organizationName}': (surface) =>
    namesAt(surface, '/email/exchange/{organizationName}/service/{exchangeService}'),
  '/email/pro/{service}/account/{email}': (surface) => namesOf(surface, 'email/pro/account'),
  '/ip/{ip}': async ({ idsOf }) => (await idsOf('/ip/service')).map((name) => name.replace('ip-', '')),
  '/ipLoadbalancing/{serviceName}/zone/{name}': (surface) => namesOf(surface, 'ipLoadbalancing/zone'),
  '/me/api/application/{applicationId}': (surface) => othersAt(surface, '/me/api/application', 'applicationId'),
  '/me/api/credential/{credentialId}': (surface) => othersAt(surface, '/me/api/credential', 'credentialId'),
  '/me/task/contactChange/{id}': openContactChange,
}

/** Values of queries, by the parameter's name. */
export const queryValues: Fields = {
  orderBy: 'expirationDate',
  sort: 'desc',
  'date.from': '2020-01-01T00:00:00+01:00',
}

/** Valid calls that the prepared account cannot make, and with what they are refused. */
export const refusals: Readonly<Record<string, readonly string[]>> = {
  // the demo account's money was given to it by the operator
  'POST /me/ovhAccount/{ovhAccountId}/retrieveMoney': ['NOT_RETRIEVABLE'],
  'POST /me/ovhAccount/{ovhAccountId}/movements/{movementId}/requestRefund': ['NOT_RETRIEVABLE'],
  // renewals give no right of withdrawal, and there are no other orders (ovh-api.md 3.6)
  'POST /me/order/{orderId}/retraction': ['NO_RIGHT_OF_WITHDRAWAL'],
  'POST /me/order/{orderId}/waiveRetraction': ['NO_RIGHT_OF_WITHDRAWAL'],
}

/** What an id that nothing has is answered with, where it is not 404. */
export const unknownIds: Readonly<Record<string, number>> = {
  // the token says which service is meant, and this one is of none
  'POST /services/{serviceId}/terminate/confirm': 403,
}

export async function makeBody(surface: Surface, key: string, params: Params): Promise<Fields | null> {
  const fits = (name: string) => (name.startsWith('*') ? key.endsWith(name.slice(1)) : key === name)
  const [, make] = Object.entries(bodies).find(([name]) => fits(name)) ?? []
  return make ? make(surface, params, key) : null
}

export async function findNames(surface: Surface, template: string, params: Params): Promise<readonly string[] | null> {
  return (await names[template]?.(surface, params)) ?? null
}

/** The first offer. */
async function renewal({ call }: Surface, { serviceId }: Params): Promise<Fields | null> {
  const { status, body } = await call('GET', `/service/${serviceId}/renew`)
  const offer = status === 200 ? body[0] : undefined
  return offer ? { duration: offer.renewPeriod, services: offer.strategies[0].services, dryRun: false } : null
}

/** What proves that a means is one's own: what the old API says of it. */
async function challenge({ call }: Surface, { id, paymentMethodId = id }: Params): Promise<Fields | null> {
  for (const kind of ['bankAccount', 'creditCard', 'paypal']) {
    const { status, body } = await call('GET', `/me/paymentMean/${kind}/${paymentMethodId}`)
    if (status === 200) return { challenge: body.iban ?? body.email ?? body.number.slice(-4) }
  }
  return null
}

async function defaultMethod({ call }: Surface): Promise<number> {
  return (await call('GET', '/me/payment/method?default=true')).body[0]
}

/** Asks for the termination at the same place, and takes the token out of the mail. */
async function confirmation(surface: Surface, params: Params, key: string): Promise<Fields | null> {
  const template = key
    .slice('POST '.length)
    .replace(/confirmTermination$/, 'terminate')
    .replace(/\/confirm$/, '')
  const path = template.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const asked = await surface.call('POST', path)
  return asked.status === 200 ? mailedToken(surface, /\/billing\/confirmTerminate\?id=\w+&token=(\w+)/) : null
}

async function contactToken(surface: Surface, { id }: Params): Promise<Fields | null> {
  return mailedToken(surface, new RegExp(`/contacts/answer\\?id=${id}&token=(\\w+)`))
}

async function mailedToken({ call, server }: Surface, pattern: RegExp): Promise<Fields | null> {
  await writeNotices(server.parts)
  const mails: readonly number[] = (await call('GET', '/me/notification/email/history')).body
  for (const id of mails.toReversed()) {
    const token = pattern.exec((await call('GET', `/me/notification/email/history/${id}`)).body.body)?.[1]
    if (token !== undefined) return { token }
  }
  return null
}

/** Of changes of contacts one that waits for an answer; a new one when there is none. */
async function openContactChange(surface: Surface): Promise<readonly string[]> {
  const { call } = surface
  const open = async () => (await call('GET', '/me/task/contactChange?state=validatingByCustomers')).body.map(String)
  const found = await open()
  if (found.length > 0) return found
  for (const name of await surface.idsOf('/domain')) {
    const asked = await call('POST', `/domain/${name}/changeContact`, { body: otherContact })
    if (asked.status === 200) return open()
  }
  return []
}

/** All but what these calls are signed with: who deletes that is out. */
async function othersAt({ call, idsOf }: Surface, list: string, name: string): Promise<readonly string[]> {
  const own = String((await call('GET', '/auth/currentCredential')).body[name])
  return (await idsOf(list)).filter((id) => id !== own)
}

async function namesAt({ call }: Surface, route: string): Promise<readonly string[]> {
  const { body } = await call('GET', `/services?routes=${encodeURIComponent(route)}`, { headers: wholeList })
  return body.map((service: ExpandedService) => service.resource.name)
}

interface ExpandedService {
  readonly resource: { readonly name: string }
}

const wholeList = { 'x-pagination-mode': 'CachedObjectList-Pages', 'x-pagination-size': '1000' }

/** Names of the services of a family that has no route. */
async function namesOf({ call }: Surface, family: string): Promise<readonly string[]> {
  const filter = `resource.product.name:eq=${family}`
  const headers = { ...wholeList, 'x-pagination-filter': filter }
  return (await call('GET', '/services', { headers })).body.map((service: ExpandedService) => service.resource.name)
}
