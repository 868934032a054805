/**
 * The guide's first example on the official client or the SDK: the strategies of the domain, a dry run, and the order of the domain with its hosting.
 * Usage: node renew-domain-with-hosting.ts sandbox.json [official | sdk]
 */
import { storyClient } from '../src/story-client.ts'

const ask = storyClient()
const all = await ask<number[]>('GET', '/service')
const descriptions = await ask('GET', '/service/12345/renew')
const withOptions = await ask('GET', '/service/12345/renew', { includeOptions: true })
const wish = { duration: 'P1Y', services: [67890, 12345] }
const dryRun = await ask('POST', '/service/12345/renew', { ...wish, dryRun: true })
const ordersAfterDryRun = await ask('GET', '/me/order')
const order = await ask<{ orderId: number }>('POST', '/service/12345/renew', {
  ...wish,
  dryRun: false,
})
const details = await ask<number[]>('GET', `/me/order/${order.orderId}/details`)
process.stdout.write(JSON.stringify({ all, descriptions, withOptions, dryRun, ordersAfterDryRun, order, details }))
