import Chromium from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Why no browser can be started on this system, or null: the one that npm brings is for Linux on x64. */
export const whyNoBrowser =
  process.platform === 'linux' && process.arch === 'x64' ? null : 'the browser that npm brings runs on Linux x64 only'

/** A headless Chromium from an npm package, so that nothing else need be installed. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await Chromium.executablePath(),
    // not its own list of arguments: that one makes a single process, which ends with its first page
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
    ],
    headless: true,
  })
}
