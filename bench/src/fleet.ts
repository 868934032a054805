import type { Sandbox } from '../../e2e/src/sandbox.ts'

const rowsAtOnce = 1_000

/** Gives the demo account that many more services: VPSs by the month, all alike. */
export async function addServices(sandbox: Sandbox, count: number): Promise<void> {
  const start = Temporal.Now.plainDateISO('UTC').toString()
  for (let first = 0; first < count; first += rowsAtOnce) {
    const rows = Array.from({ length: Math.min(rowsAtOnce, count - first) }, (_none, index) => ({
      account: sandbox.account,
      plan: 'vps-starter',
      name: `vps-bench-${first + index}.ovh.net`,
      start,
      period: 'P1M',
      mode: 'automatic',
    }))
    await sandbox.operator('POST', '/admin/services', rows)
  }
}
