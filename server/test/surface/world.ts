import { createCredentials } from '../../src/actions/accounts/create-credentials.ts'
import { createOAuth2Client } from '../../src/actions/accounts/create-oauth2-client.ts'
import { adjustBalance } from '../../src/actions/balance/adjust-balance.ts'
import { addPaymentMeans } from '../../src/actions/means/add-payment-means.ts'
import { requestEngagement } from '../../src/actions/services/request-engagement.ts'
import type { ServiceId } from '../../src/identity/identity.ts'
import { mainOperator as operator } from '../../src/operators/token.ts'
import { type TestServer, testServer } from '../server.ts'

/** What the demo account lacks of what an account can have, and no operation of the contract makes. */

const deferred = {
  kind: 'deferredPaymentAccount',
  isDefault: false,
  termsDays: 30,
  id: null,
  iban: null,
  expiresOn: null,
  outcomes: null,
} as const

/** A server whose demo account has something of everything. */
export async function richWorld(): Promise<TestServer> {
  const server = await testServer({ data: 'demo' })
  const { parts, account } = server
  await addPaymentMeans(parts, { ...deferred, operator, nichandle: account.nichandle })
  // of two credentials and two tokens one goes with its application or client, and one by itself
  for (const description of ['Reporting', 'Backups']) {
    await createCredentials(parts, { accountId: account.id, accessRules: null, description })
    await accessToken(server)
  }
  await requestEngagement(parts, { accountId: account.id, serviceId: guideVps, type: 'periodic' })
  await adjustBalance(parts, { operator, nichandle: account.nichandle, value: '1.00', reason: 'Goodwill' })
  await orderRenewals(server)
  await payOne(server)
  await applyBalance(server)
  await server.call('POST', '/me/billing/group', { body: { name: 'Empty' } })
  return server
}

/** Some orders to pay, so that the operations that pay leave one to the others. */
async function orderRenewals({ call }: TestServer): Promise<void> {
  for (const id of [12345, 12346, 12347, 67900, 67920, 67930]) {
    const [offer] = (await call('GET', `/service/${id}/renew`)).body
    const body = { duration: offer.renewPeriod, services: offer.strategies[0].services }
    await call('POST', `/service/${id}/renew`, { body })
  }
}

/** What the gateway is charged is in the list of transactions. */
async function payOne({ call }: TestServer): Promise<void> {
  const body = { paymentMethod: { id: (await call('GET', '/me/payment/method?default=true')).body[0] } }
  for (const order of (await call('GET', '/me/order')).body.toReversed()) {
    if ((await call('POST', `/me/order/${order}/pay`, { body })).status === 200) return
  }
}

/** Lets the prepaid balance pay its part of every order that is not paid. */
async function applyBalance({ call }: TestServer): Promise<void> {
  const [balanceName] = (await call('GET', '/me/credit/balance')).body
  for (const order of (await call('GET', '/me/order')).body) {
    await call('POST', `/me/order/${order}/balance`, { body: { balanceName } })
  }
}

const guideVps = 112233 as ServiceId

/** A token of a service account of the demo account (OAuth2). */
export async function accessToken({ app, parts, account }: TestServer): Promise<string> {
  const client = { name: 'robot', description: 'Reads', flow: 'CLIENT_CREDENTIALS', callbackUrls: [] } as const
  const { clientId, clientSecret } = await createOAuth2Client(parts, { accountId: account.id, ...client })
  const answer = await app.inject({
    method: 'POST',
    url: '/auth/oauth2/token',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    payload: 'grant_type=client_credentials&scope=all',
  })
  return answer.json().access_token
}
