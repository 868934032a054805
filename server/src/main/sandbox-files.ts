import { randomBytes } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { demoAccount } from '../actions/sandbox/demo/demo-accounts.ts'
import type { DemoKeys } from '../operators/sandbox.ts'

/** What a sandbox tells its user in files. */
export interface SandboxFacts {
  /** The public URL and `/1.0`. */
  readonly endpoint: string
  readonly keys: DemoKeys
  readonly adminToken: string
}

export interface SandboxFiles {
  readonly json: string
  readonly conf: string
}

/** Writes `sandbox.json` and, for the OVH SDKs, `ovh.conf` into the data folder, each with mode 0600 and whole at any time. */
export async function writeSandboxFiles(dataFolder: string, facts: SandboxFacts): Promise<SandboxFiles> {
  const files = { json: join(dataFolder, 'sandbox.json'), conf: join(dataFolder, 'ovh.conf') }
  await replaceFile(files.json, sandboxJson(facts))
  await replaceFile(files.conf, ovhConf(facts))
  return files
}

function sandboxJson({ endpoint, keys, adminToken }: SandboxFacts): string {
  const { applicationKey, applicationSecret, consumerKey, password } = keys
  const content = {
    endpoint,
    applicationKey,
    applicationSecret,
    consumerKey,
    adminToken,
    account: demoAccount,
    password,
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** As go-ovh reads it: the endpoint may be a URL, and the keys stand in a section of that name. */
function ovhConf({ endpoint, keys }: SandboxFacts): string {
  return `[default]
endpoint=${endpoint}

[${endpoint}]
application_key=${keys.applicationKey}
application_secret=${keys.applicationSecret}
consumer_key=${keys.consumerKey}
`
}

async function replaceFile(file: string, content: string): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  await handle.writeFile(content)
  await handle.close()
  await rename(draft, file)
}
