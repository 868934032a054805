import { rmSync } from 'node:fs'
import { makeFolder } from '../../e2e/src/folder.ts'
import { runCli } from '../../e2e/src/run-cli.ts'
import type { Sandbox } from '../../e2e/src/sandbox.ts'

/** `odnowa services --json`, the whole process with its start, against an origin. @returns how many services it told */
export async function countByCli(sandbox: Sandbox, origin: string): Promise<number> {
  const folder = makeFolder('odnowa-bench-cli-')
  const { code, out, error } = await runCli(folder, ['services', '--json'], {
    ...{ OVH_ENDPOINT: `${origin}/1.0`, OVH_APPLICATION_KEY: sandbox.applicationKey },
    ...{ OVH_APPLICATION_SECRET: sandbox.applicationSecret, OVH_CONSUMER_KEY: sandbox.consumerKey },
  })
  rmSync(folder, { recursive: true, force: true })
  if (code !== 0) throw new Error(`odnowa services ended with ${code}: ${error}`)
  return (JSON.parse(out) as unknown[]).length
}
