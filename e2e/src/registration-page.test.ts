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

describeInBrowser('the form on which a card is added', () => {
  test('a wrong card is told so and its number is not shown again; a right one pays from then on', async () => {
    const begun = await signedCall(sandbox, 'POST', '/me/paymentMean/creditCard', { setDefault: true })
    const page = await browser.newPage()
    await page.goto(begun.body.url)
    await page.fill('#number', '4242 4242 4242 4241')
    await page.fill('#expiry', '09/39')
    await page.fill('#code', '123')
    await page.click('button[value=register]')
    expect(await page.locator('#number-wrong').count()).toBe(1)
    expect([await page.inputValue('#number'), await page.inputValue('#expiry')]).toEqual(['', '09/39'])
    await page.fill('#number', '4242 4242 4242 4242')
    await page.fill('#code', '123')
    await page.press('#code', 'Enter')
    await page.waitForSelector('.done')
    expect(await page.textContent('.done')).toBe('**** **** **** 4242')
    const methods = await signedCall(sandbox, 'GET', '/me/payment/method?default=true')
    expect(methods.body).toEqual([begun.body.id])
    await page.close()
  })

  test('nothing has to be filled in to give up', async () => {
    const begun = await signedCall(sandbox, 'POST', '/me/paymentMean/paypal', {})
    const page = await browser.newPage()
    await page.goto(begun.body.url)
    await page.fill('#email', '')
    await page.click('button[value=cancel]')
    await page.waitForFunction('document.querySelector("form") === null')
    const { status } = await signedCall(sandbox, 'GET', `/me/payment/method/${begun.body.id}`)
    expect(status).toBe(404)
    await page.close()
  })
})
