import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { beforeAllBrowsing, describeInBrowser } from './browsing.suite.ts'
import type { Sandbox } from './sandbox.ts'
import { signedCall } from './signed-call.ts'

let sandbox: Sandbox
let browser: Browser

beforeAllBrowsing((scene) => {
  ;({ sandbox, browser } = scene)
})

/** The link of a mail whose text names both, looked for as Terraform's provider does: the newest first. */
async function mailedLink(name: string, path: string): Promise<string> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
    const ids: readonly number[] = (await signedCall(sandbox, 'GET', '/me/notification/email/history')).body
    for (const id of ids.toReversed()) {
      const { body } = (await signedCall(sandbox, 'GET', `/me/notification/email/history/${id}`)).body
      const link = new RegExp(`\\S*${path}\\?id=[A-Za-z0-9]+&token=[A-Za-z0-9]+`).exec(body)?.[0]
      if (link && body.includes(name)) return link
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`no mail names ${name} and ${path}`)
}

describeInBrowser('the links of mails in a browser', () => {
  test('a termination is shown, and happens by the button alone', async () => {
    const name = 'vps112233.ovh.net'
    expect((await signedCall(sandbox, 'POST', `/vps/${name}/terminate`)).status).toBe(200)
    const page = await browser.newPage()
    await page.goto(await mailedLink(name, '/billing/confirmTerminate'))
    expect(await page.textContent('h1')).toContain(name)
    expect((await signedCall(sandbox, 'GET', '/service/112233')).status).toBe(200)
    await page.click('button')
    await page.waitForFunction("document.querySelector('form') === null")
    expect(await page.textContent('h1')).toContain(name)
    expect((await signedCall(sandbox, 'GET', '/service/112233')).status).toBe(404)
  })
})
