import { rmSync } from 'node:fs'
import { makeFolder } from '../e2e/src/folder.ts'
import { tellDemo } from './demo/tell-demo.ts'
import { startThrowawaySandbox } from './demo/throwaway-sandbox.ts'

// npm run demo: a throwaway sandbox on a free port, and the guide's renewal told on the terminal. Exit 0 when the new expirations stand.

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    process.exitCode = exitCodes[signal]
    interruption.abort()
  })
}

const folder = makeFolder('odnowa demo ')
try {
  process.stdout.write('Starting a sandbox of our own ...\n')
  const sandbox = await startThrowawaySandbox(folder, interruption.signal)
  try {
    await tellDemo(folder, sandbox.endpoint, interruption.signal)
  } finally {
    await sandbox.stop()
  }
} catch (error) {
  if (!interruption.signal.aborted) {
    process.exitCode = 1
    process.stderr.write(`demo: ${error instanceof Error ? error.message : error}\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
