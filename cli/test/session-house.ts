import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedDemo } from '../../server/src/actions/sandbox/seed-demo.ts'
import { operatorHouse } from '../../server/test/operator.ts'
import type { Terminal } from '../src/terminal.ts'

export type Way = 'keys' | 'oauth2'

/** A machine beside a sandbox whose clock stands, with the demo data: what is told there is the same every time. */
export interface SessionHouse {
  /** What a test terminal needs to be on that machine. */
  readonly machine: Pick<Terminal, 'folder' | 'home' | 'systemFolder' | 'fetch' | 'now' | 'sleep'>
  /** Calls `/sandbox` or `/admin`, as an operator. */
  readonly operator: (method: 'GET' | 'POST' | 'PUT', path: string, body: unknown) => Promise<void>
  readonly close: () => Promise<void>
}

/** A Wednesday at noon. */
const start = '2026-11-25T11:00:00Z'

/** `way`: which credentials its `ovh.conf` has. Close it, for it has a database and a folder of its own. */
export async function sessionHouse(way: Way): Promise<SessionHouse> {
  const house = await operatorHouse(start)
  await seedDemo(house.parts, { keys: house.setup.sandbox.keys })
  const base = mkdtempSync(join(tmpdir(), 'odnowa-session-'))
  for (const folder of ['work', 'home', 'etc']) mkdirSync(join(base, folder))
  const requested: string[] = []
  const fetch = injectingFetch(house, requested)
  await writeConfiguration(join(base, 'work'), way, house, fetch)
  const validate = async (consumerKey: string) => {
    await house.call('POST', `/sandbox/credentials/${consumerKey}`, { state: 'validated', validity: null })
  }
  let slept = 0
  return {
    machine: {
      ...{ folder: join(base, 'work'), home: join(base, 'home'), systemFolder: join(base, 'etc'), fetch },
      now: () => house.clock.now().epochMilliseconds + slept,
      // while the program waits, the person validates the key that it asked for
      sleep: async (milliseconds) => {
        slept += milliseconds
        await Promise.all(requested.splice(0).map(validate))
      },
    },
    operator: async (method, path, body) => {
      const answer = await house.call(method, path, body)
      if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    },
    close: async () => {
      await house.close()
      rmSync(base, { recursive: true })
    },
  }
}

type House = Awaited<ReturnType<typeof operatorHouse>>

/** A fetch that reaches the house without a network. Notes the consumer keys that were asked for. */
function injectingFetch(house: House, requested: string[]): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const { pathname, search, host } = new URL(request.url)
    const body = await request.text()
    const answer = await house.app.inject({
      method: request.method as 'GET',
      url: pathname + search,
      headers: { ...Object.fromEntries(request.headers), host },
      ...(body === '' ? {} : { payload: body }),
    })
    if (pathname.endsWith('/auth/credential') && answer.statusCode === 200) requested.push(answer.json().consumerKey)
    const headers = new Headers()
    for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value))
    const content = answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload)
    return new Response(content, { status: answer.statusCode, headers })
  }
}

/** With keys: what a sandbox writes into its data folder, and nothing else. With OAuth2: an `ovh.conf` in the working folder. */
async function writeConfiguration(
  folder: string,
  way: Way,
  house: House,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  const endpoint = `${house.parts.publicUrl}/1.0`
  const { applicationKey, applicationSecret, consumerKey } = house.setup.sandbox.keys
  const data = join(folder, 'data')
  mkdirSync(data)
  const section = `[default]\nendpoint=${endpoint}\n\n[${endpoint}]\n`
  writeFileSync(
    join(data, 'ovh.conf'),
    `${section}application_key=${applicationKey}\napplication_secret=${applicationSecret}\nconsumer_key=${consumerKey}\n`,
  )
  writeFileSync(join(data, 'sandbox.json'), JSON.stringify({ endpoint, adminToken: house.setup.adminToken }))
  if (way === 'keys') return
  const { createClient } = await import('@odnowa/sdk/client.ts')
  const client = createClient({
    ...{ endpoint, fetch },
    credentials: { kind: 'keys', applicationKey, applicationSecret, consumerKey },
  })
  const { clientId, clientSecret } = await client.call('POST /me/api/oauth2/client', {
    body: { callbackUrls: [], flow: 'CLIENT_CREDENTIALS', name: 'cli', description: 'renewals on the command line' },
  })
  writeFileSync(join(folder, 'ovh.conf'), `${section}client_id=${clientId}\nclient_secret=${clientSecret}\n`)
}
