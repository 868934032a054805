import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { startBrowser, whyNoBrowser } from './browser.ts'
import { makeFolder } from './folder.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

/** What a test of pages begins with: a sandbox and a browser. */
export interface BrowsingScene {
  readonly sandbox: Sandbox
  readonly browser: Browser
  /** The sandbox's data folder. */
  readonly data: string
}

/** Starts a sandbox and a browser before the file's tests, hands both to `use`, and ends them after; nothing where no browser can run. */
export function beforeAllBrowsing(use: (scene: BrowsingScene) => void): void {
  const folder = makeFolder('odnowa-browsing-')
  let sandbox: Sandbox | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    if (whyNoBrowser) return
    const data = join(folder, 'data')
    sandbox = await startSandbox({ data })
    browser = await startBrowser()
    use({ sandbox, browser, data })
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await sandbox?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
}

/** Tests that need a browser: where none can run they are skipped, and their name says why. */
export function describeInBrowser(name: string, tests: () => void): void {
  describe.skipIf(whyNoBrowser !== null)(whyNoBrowser ? `${name} (skipped: ${whyNoBrowser})` : name, tests)
}
