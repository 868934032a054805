import { demoAccount } from '../actions/demo/demo-accounts.ts'
import { joinTransaction } from '../actions/join-transaction.ts'
import type { Parts } from '../actions/parts.ts'
import { seedDemo } from '../actions/seed-demo.ts'
import type { DemoKeys } from '../operators/sandbox.ts'
import { hasAccounts } from './house.store.ts'
import { type SandboxFiles, writeSandboxFiles } from './sandbox-files.ts'

export interface SandboxOpening {
  readonly dataFolder: string
  readonly keys: DemoKeys
  readonly adminToken: string
  readonly tell: (line: string) => void
}

/** Makes the demo data when the database has no account yet, and writes the files that tell where the sandbox is. */
export async function openSandbox(parts: Parts, opening: SandboxOpening): Promise<SandboxFiles> {
  const { dataFolder, keys, adminToken, tell } = opening
  // in one transaction: a start that is cut short leaves an empty database, not half a demo
  await parts.transaction(async (transaction) => {
    if (await hasAccounts(transaction)) return
    tell('making the demo data')
    await seedDemo(joinTransaction(parts, transaction), { keys })
  })
  return writeSandboxFiles(dataFolder, { endpoint: `${parts.publicUrl}/1.0`, keys, adminToken, account: demoAccount })
}
