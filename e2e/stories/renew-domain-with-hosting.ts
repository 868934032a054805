/**
 * The guide's first example on the official client: the strategies of the domain, a dry run, and the order of the domain with its hosting.
 * Usage: node renew-domain-with-hosting.ts sandbox.json
 */
import { officialClient } from '../src/official-client.ts'

const client = officialClient()
const all = await client.requestPromised<number[]>('GET', '/service')
const descriptions = await client.requestPromised('GET', '/service/12345/renew')
const withOptions = await client.requestPromised('GET', '/service/12345/renew', { includeOptions: true })
const wish = { duration: 'P1Y', services: [67890, 12345] }
const dryRun = await client.requestPromised('POST', '/service/12345/renew', { ...wish, dryRun: true })
const ordersAfterDryRun = await client.requestPromised('GET', '/me/order')
const order = await client.requestPromised<{ orderId: number }>('POST', '/service/12345/renew', {
  ...wish,
  dryRun: false,
})
const details = await client.requestPromised<number[]>('GET', `/me/order/${order.orderId}/details`)
process.stdout.write(JSON.stringify({ all, descriptions, withOptions, dryRun, ordersAfterDryRun, order, details }))
