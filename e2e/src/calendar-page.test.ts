import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser, whyNoBrowser } from './browser.ts'
import { makeFolder } from './folder.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

const folder = makeFolder('odnowa-calendar-')
let sandbox: Sandbox
let browser: Browser

beforeAll(async () => {
  if (whyNoBrowser) return
  sandbox = await startSandbox({ data: join(folder, 'data') })
  browser = await startBrowser()
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await sandbox?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(whyNoBrowser !== null)('the page on which a holder looks after his calendar', () => {
  test('he logs in, makes an address that opens his calendar, and ends it', async () => {
    const page = await browser.newPage()
    await page.goto(new URL('/calendar', sandbox.endpoint).href)
    await page.fill('#nichandle', sandbox.account)
    await page.fill('#password', sandbox.password)
    await page.press('#password', 'Enter')
    await page.click('button[value=make]')
    const url = (await page.textContent('.address')) ?? ''
    const calendar = await fetch(url)
    expect([calendar.status, await calendar.text()]).toEqual([200, expect.stringMatching(/^BEGIN:VCALENDAR\r\n/)])
    await page.click('button[value=end]')
    await page.waitForFunction('document.querySelector(".address") === null')
    expect((await fetch(url)).status).toBe(404)
    await page.close()
  })
})
