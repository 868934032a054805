import type { Sandbox } from '../operators/sandbox.ts'
import type { House } from './house.ts'
import { type SandboxFiles, writeSandboxFiles } from './sandbox-files.ts'

const demoAccount = 'ab12345-ovh'

/** Writes the files that tell where the sandbox is. */
export async function openSandbox(
  { parts }: House,
  { keys }: Sandbox,
  options: { readonly dataFolder: string; readonly adminToken: string },
): Promise<SandboxFiles> {
  const endpoint = `${parts.publicUrl}/1.0`
  return writeSandboxFiles(options.dataFolder, { endpoint, keys, adminToken: options.adminToken, account: demoAccount })
}
