import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { beforeAllBrowsing, describeInBrowser } from './browsing.suite.ts'
import type { Sandbox } from './sandbox.ts'

let sandbox: Sandbox
let browser: Browser

beforeAllBrowsing((scene) => {
  ;({ sandbox, browser } = scene)
})

describeInBrowser('the page on which a holder looks after his calendar', () => {
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
