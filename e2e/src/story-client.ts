import { readFileSync } from 'node:fs'
import { type Credentials, createClient } from '@odnowa/sdk/client.ts'
import { officialClient } from './official-client.ts'

/** A call as the official client makes it: parameters are the query of a GET, else the body. */
export type Ask = <Answer>(method: string, path: string, parameters?: Record<string, unknown>) => Promise<Answer>

/** The clients that a story is told on. */
export type StoryClient = 'official' | 'sdk'

/**
 * The client that the second argument of the story's program names, `official` or `sdk`, for the endpoint and keys in the file
 * that the first one names.
 */
export function storyClient(): Ask {
  const [, , path = 'sandbox.json', name = 'official'] = process.argv
  if (name === 'sdk') return askBySdk(path)
  const client = officialClient(path)
  return (method, path, parameters) => client.requestPromised(method, path, parameters)
}

function askBySdk(path: string): Ask {
  const file = JSON.parse(readFileSync(path, 'utf8'))
  const client = createClient({ endpoint: file.endpoint, credentials: credentialsOf(file) })
  return async <Answer>(method: string, path: string, parameters?: Record<string, unknown>) => {
    const input = method === 'GET' ? { query: parameters as Record<string, string> } : { body: parameters }
    return (await client.raw(method, path, input)).body as Answer
  }
}

function credentialsOf(file: Readonly<Record<string, string>>): Credentials {
  const { clientId, clientSecret = '', applicationKey = '', applicationSecret = '', consumerKey = '' } = file
  if (clientId !== undefined) return { kind: 'oauth2', clientId, clientSecret }
  return { kind: 'keys', applicationKey, applicationSecret, consumerKey }
}
