/**
 * What users of the client write first: walk through the products of an account, and list what expires soon. Products that have expired
 * answer, too: they are listed by `serviceInfos`.
 * Usage: node services-that-expire-soon.ts sandbox.json [official | sdk]
 */
import { storyClient } from '../src/story-client.ts'

interface ServiceInfos {
  readonly serviceId: number
  readonly domain: string
  readonly expiration: string
  readonly status: string
  readonly renew: { readonly automatic: boolean } | null
}

const products = [
  '/domain',
  '/hosting/web',
  '/vps',
  '/dedicated/server',
  '/email/domain',
  '/ip/service',
  '/license/plesk',
]
const days = 60
const ask = storyClient()

const me = await ask<{ nichandle: string }>('GET', '/me')
const soon: (ServiceInfos & { readonly product: string })[] = []
const limit = Temporal.Now.plainDateISO().add({ days })
for (const product of products) {
  for (const name of await ask<string[]>('GET', product)) {
    const infos = await ask<ServiceInfos>('GET', `${product}/${encodeURIComponent(name)}/serviceInfos`)
    const isSoon = Temporal.PlainDate.compare(Temporal.PlainDate.from(infos.expiration), limit) <= 0
    if (isSoon) soon.push({ ...infos, product })
  }
}
process.stdout.write(JSON.stringify({ me, soon }))
