import type { Client } from '@odnowa/sdk/client.ts'
import { NotFoundError } from '@odnowa/sdk/errors.ts'
import { refusal } from '../refusal.ts'
import { listAllServices, readServices } from './read-services.ts'
import { fullName, productOf, type Service } from './service.ts'

/**
 * The service that a word names: an id, a name, or a product and a name (`domain/example.ovh`).
 * @throws notFound when nothing is named so, or several things are
 */
export async function findService(client: Client, word: string): Promise<Service> {
  const byId = /^\d{1,15}$/.test(word) ? await readIfThere(client, word) : null
  if (byId) return byId
  const named = await findByName(client, word)
  const [found] = named
  if (!found) throw refusal('notFound', `no service is named ${word}: \`odnowa services\` lists what there is`)
  if (named.length > 1) throw refusal('notFound', severalNamed(word, named))
  return found
}

/** The services that words name, each once. */
export async function findServices(client: Client, words: readonly string[]): Promise<readonly Service[]> {
  const found = await Promise.all(words.map((word) => findService(client, word)))
  return [...new Map(found.map((service) => [service.serviceId, service])).values()]
}

async function readIfThere(client: Client, word: string): Promise<Service | null> {
  try {
    return await client.call('GET /services/{serviceId}', { params: { serviceId: word } })
  } catch (error) {
    if (error instanceof NotFoundError) return null
    throw error
  }
}

/** Asks for the name alone first, which is two calls; reads the whole list only where that finds nothing. */
async function findByName(client: Client, word: string): Promise<readonly Service[]> {
  const resourceName = word.split('/').at(-1) ?? word
  const ids = await client.call('GET /services', { query: { resourceName } })
  const quick = (await readServices(client, ids)).filter((service) => isNamed(service, word))
  return quick.length > 0 ? quick : (await listAllServices(client)).filter((service) => isNamed(service, word))
}

function isNamed(service: Service, word: string): boolean {
  const { name, displayName } = service.resource
  const wanted = word.toLowerCase().replace(/^\//, '')
  return [name, displayName, fullName(service), `${productOf(service)}/${name}`].some(
    (each) => each.toLowerCase() === wanted,
  )
}

function severalNamed(word: string, services: readonly Service[]): string {
  const lines = services.map((service) => `  ${String(service.serviceId).padStart(8)}  ${fullName(service)}`)
  return [`${services.length} services are named ${word}: say which one by its id or with its product`, ...lines].join(
    '\n',
  )
}
