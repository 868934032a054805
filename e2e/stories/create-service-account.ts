/** Makes an OAuth2 service account on the official client and prints its id and secret. Usage: node create-service-account.ts sandbox.json */
import { officialClient } from '../src/official-client.ts'

const client = officialClient()
const made = await client.requestPromised('POST', '/me/api/oauth2/client', {
  callbackUrls: [],
  flow: 'CLIENT_CREDENTIALS',
  name: 'renewals',
  description: 'renews what is due',
})
process.stdout.write(JSON.stringify(made))
