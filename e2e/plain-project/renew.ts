/** What somebody writes who has nothing but the SDK's package. Usage: node renew.js sandbox.json */
import { readFileSync } from 'node:fs'
import { type Client, createClient } from '@odnowa/sdk'
import { NotFoundError } from '@odnowa/sdk/errors'
import { callMany, listObjects } from '@odnowa/sdk/many'
import { getMeOrderStatus, postMeOrderPayWithRegisteredPaymentMean } from '@odnowa/sdk/methods/me-order'
import { getServiceRenew, postServiceRenew } from '@odnowa/sdk/methods/service'
import type { ServiceRenewRenewStrategy } from '@odnowa/sdk/models/service'

const file = JSON.parse(readFileSync(process.argv[2] ?? 'sandbox.json', 'utf8'))
const { endpoint, applicationKey, applicationSecret, consumerKey } = file
const client: Client = createClient({
  endpoint,
  credentials: { kind: 'keys', applicationKey, applicationSecret, consumerKey },
})

const vps = 112233
const strategies: ServiceRenewRenewStrategy[] = (await getServiceRenew(client, vps)).flatMap((one) => one.strategies)
const order = await postServiceRenew(client, vps, { duration: 'P1M', services: [vps] }, { idempotencyKey: 'once' })
const again = await postServiceRenew(client, vps, { duration: 'P1M', services: [vps] }, { idempotencyKey: 'once' })
await postMeOrderPayWithRegisteredPaymentMean(client, order.orderId, { paymentMean: 'paypal', paymentMeanId: 1234 })
const status = await getMeOrderStatus(client, order.orderId)

let services = 0
for await (const service of listObjects(client, 'GET /services', 'GET /services/{serviceId}')) {
  if (service.serviceId > 0) services += 1
}
const missing: number[] = []
for await (const one of callMany(client, 'GET /services/{serviceId}', { ids: [vps, 999_999] })) {
  if ('error' in one && one.error instanceof NotFoundError) missing.push(one.id)
}

// what the compiler must refuse: a body without its services, a parameter that is missing, an operation that is none
// @ts-expect-error
const withoutServices = () => postServiceRenew(client, vps, { duration: 'P1M' })
// @ts-expect-error
const withoutParameter = () => client.call('GET /me/order/{orderId}')
// @ts-expect-error
const unknown = () => client.call('GET /me/orders')

const refused = [withoutServices, withoutParameter, unknown].length
const told = { node: process.version, strategies: strategies.length, order, again, status, services, missing, refused }
process.stdout.write(JSON.stringify(told))
