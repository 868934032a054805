import type { Client } from '@odnowa/sdk/client.ts'
import { callMany, listObjects } from '@odnowa/sdk/many.ts'
import type { Service } from './service.ts'

type OnProgress = (done: number, total: number | null) => void

/** Every service of the account, by whole pages where the API can, many at once where it cannot. */
export async function listAllServices(client: Client, onProgress?: OnProgress): Promise<readonly Service[]> {
  const services: Service[] = []
  const reporting = onProgress ? { onProgress } : {}
  for await (const service of listObjects(client, 'GET /services', 'GET /services/{serviceId}', reporting)) {
    services.push(service as Service)
  }
  return services
}

/** Services by their ids, in the order of the ids. @throws the first error that a service was answered with */
export async function readServices(client: Client, ids: readonly number[]): Promise<readonly Service[]> {
  const found = new Map<string, Service>()
  for await (const answer of callMany(client, 'GET /services/{serviceId}', { ids })) {
    if ('error' in answer) throw answer.error
    found.set(String(answer.id), answer.value)
  }
  return ids.flatMap((id) => found.get(String(id)) ?? [])
}
