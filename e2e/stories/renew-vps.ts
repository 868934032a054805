/**
 * The guide's last example on the official client or the SDK: renew the VPS `vps112233.ovh.net`, and nothing else, for three months, and pay with PayPal 1234.
 * Usage: node renew-vps.ts sandbox.json [official | sdk]
 */
import { storyClient } from '../src/story-client.ts'

interface RenewDescription {
  readonly renewPeriod: string
  readonly strategies: readonly { readonly services: readonly number[]; readonly price: { readonly text: string } }[]
}

const serviceName = 'vps112233.ovh.net'
const period = 'P3M'
const ask = storyClient()

const before = await ask<{ serviceId: number; expiration: string }>('GET', `/vps/${serviceName}/serviceInfos`)
const descriptions = await ask<RenewDescription[]>('GET', `/service/${before.serviceId}/renew`)
const strategy = descriptions
  .find((description) => description.renewPeriod === period)
  ?.strategies.find(({ services }) => services.length === 1 && services[0] === before.serviceId)
if (!strategy) throw new Error(`${serviceName} cannot be renewed alone for ${period}`)

const order = await ask<{ orderId: number }>('POST', `/service/${before.serviceId}/renew`, {
  dryRun: false,
  duration: period,
  services: strategy.services,
})
await ask('POST', `/me/order/${order.orderId}/payWithRegisteredPaymentMean`, {
  paymentMean: 'paypal',
  paymentMeanId: 1234,
})

const status = await ask<string>('GET', `/me/order/${order.orderId}/status`)
const after = await ask<{ expiration: string }>('GET', `/vps/${serviceName}/serviceInfos`)
const object = await ask<{ id: string }>('GET', `/me/order/${order.orderId}/associatedObject`)
const bill = await ask<Record<string, unknown>>('GET', `/me/bill/${object.id}`)
process.stdout.write(JSON.stringify({ before, strategy, order, status, after, bill }))
