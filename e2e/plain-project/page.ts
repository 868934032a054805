/** What a page does that has nothing but the SDK's package: its `renew` is called by the test. */
import { type Credentials, createClient } from '@odnowa/sdk'
import { ApiError } from '@odnowa/sdk/errors'
import { callMany, listObjects } from '@odnowa/sdk/many'
import { getMeOrder, getMeOrderStatus, postMeOrderPayWithRegisteredPaymentMean } from '@odnowa/sdk/methods/me-order'
import { getServiceRenew, postServiceRenew } from '@odnowa/sdk/methods/service'

const vps = 112233

async function renew({ endpoint, credentials }: { endpoint: string; credentials: Credentials }) {
  const client = createClient({ endpoint, credentials, userAgent: 'would need leave of the server' })
  const year = (await getServiceRenew(client, 12345)).find(({ renewPeriod }) => renewPeriod === 'P1Y')
  const strategies = year?.strategies.map(({ services, price }) => [services, price.text])
  let services = 0
  let progress: [done: number, total: number] = [0, 0]
  const onProgress = (...now: [number, number]) => {
    progress = now
  }
  for await (const _one of listObjects(client, 'GET /services', 'GET /services/{serviceId}', { onProgress })) services++
  const batch: string[] = []
  for await (const one of callMany(client, 'GET /services/{serviceId}', { ids: [12345, 1] })) {
    batch.push('value' in one ? one.value.resource.name : one.error.name)
  }
  const refusal = await getMeOrder(client, 1).catch((error: unknown) => error)
  const queryId = refusal instanceof ApiError ? refusal.queryId : null
  const wish = { duration: 'P1M', services: [vps] }
  const order = await postServiceRenew(client, vps, wish, { idempotencyKey: crypto.randomUUID() })
  await postMeOrderPayWithRegisteredPaymentMean(client, order.orderId, { paymentMean: 'paypal', paymentMeanId: 1234 })
  const status = await getMeOrderStatus(client, order.orderId)
  return { strategies, services, progress, batch, queryId, status }
}

Object.assign(window, { renew })
