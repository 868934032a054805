import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beforeAllBrowsing, describeInBrowser } from './browsing.suite.ts'
import type { Sandbox } from './sandbox.ts'
import { send, signedCall } from './signed-call.ts'

let sandbox: Sandbox
let browser: Browser
let application: Server
let applicationUrl: string

beforeAllBrowsing((scene) => {
  ;({ sandbox, browser } = scene)
})

beforeAll(async () => {
  application = createServer((_request, answer) => answer.end('<h1>welcome back</h1>')).listen(0, '127.0.0.1')
  await new Promise((resolve) => application.once('listening', resolve))
  const address = application.address()
  applicationUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/done`
})
afterAll(() => application?.close())

async function requestCredential(redirection: string | null): Promise<{ consumerKey: string; validationUrl: string }> {
  const accessRules = [
    { method: 'GET', path: '/service' },
    { method: 'GET', path: '/service/*' },
  ]
  const body = JSON.stringify({ accessRules, redirection, allowedIPs: null })
  const headers = { 'x-ovh-application': sandbox.applicationKey }
  return (await send('POST', `${sandbox.endpoint}/auth/credential`, body, headers)).body
}

describeInBrowser('the validation page in a browser', () => {
  test('the holder logs in, accepts, comes back to the application, and the key works for its rules alone', async () => {
    const { consumerKey, validationUrl } = await requestCredential(applicationUrl)
    const keys = { ...sandbox, consumerKey }
    expect((await signedCall(keys, 'GET', '/service')).body.errorCode).toBe('INVALID_CREDENTIAL')
    const page = await browser.newPage()
    await page.goto(validationUrl)
    expect(await page.textContent('body')).toContain('/service/*')
    await page.fill('input[type=password]', sandbox.password)
    await page.fill('input[autocomplete=username]', sandbox.account)
    await page.click('button[value=validated]')
    await page.waitForURL(applicationUrl)
    expect(await page.textContent('h1')).toBe('welcome back')
    expect((await signedCall(keys, 'GET', '/service')).status).toBe(200)
    expect((await signedCall(keys, 'GET', '/me')).body.errorCode).toBe('NOT_GRANTED_CALL')
    await page.close()
  })

  test('a wrong password is told on the page, and a refusal ends the request', async () => {
    const { consumerKey, validationUrl } = await requestCredential(null)
    const page = await browser.newPage()
    await page.goto(validationUrl)
    await page.fill('input[autocomplete=username]', sandbox.account)
    await page.fill('input[type=password]', 'not the password')
    await page.click('button[value=validated]')
    expect((await signedCall({ ...sandbox, consumerKey }, 'GET', '/service')).status).toBe(403)
    await page.fill('input[autocomplete=username]', sandbox.account)
    await page.fill('input[type=password]', sandbox.password)
    await page.click('button[value=refused]')
    await page.waitForLoadState()
    expect((await signedCall({ ...sandbox, consumerKey }, 'GET', '/service')).body.errorCode).toBe('INVALID_CREDENTIAL')
    expect(await page.textContent('body')).toMatch(/refused/i)
    await page.goto(validationUrl)
    expect(await page.locator('input[type=password]').count()).toBe(0)
    await page.close()
  })
})
