/** Makes an OAuth2 service account on the official client or the SDK and prints its id and secret. Usage: node create-service-account.ts sandbox.json [official | sdk] */
import { storyClient } from '../src/story-client.ts'

const ask = storyClient()
const made = await ask('POST', '/me/api/oauth2/client', {
  callbackUrls: [],
  flow: 'CLIENT_CREDENTIALS',
  name: 'renewals',
  description: 'renews what is due',
})
process.stdout.write(JSON.stringify(made))
