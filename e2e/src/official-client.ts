import { readFileSync } from 'node:fs'
import ovh from '@ovhcloud/node-ovh'

/** The official client, as published, for the endpoint and keys in the file that the first argument names. */
export function officialClient(path = process.argv[2] ?? 'sandbox.json') {
  const file = JSON.parse(readFileSync(path, 'utf8'))
  const endpoint = new URL(file.endpoint)
  const place = { host: endpoint.hostname, port: Number(endpoint.port), basePath: endpoint.pathname }
  if (file.clientId !== undefined) {
    return ovh({
      ...place,
      tokenURL: `${endpoint.origin}/auth/`,
      clientID: file.clientId,
      clientSecret: file.clientSecret,
    })
  }
  return ovh({
    ...place,
    appKey: file.applicationKey,
    appSecret: file.applicationSecret,
    consumerKey: file.consumerKey,
  })
}
