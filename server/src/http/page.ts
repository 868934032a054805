import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { type Html, html } from '../documents/html.ts'

/** A page that a person opens. */
export interface Page {
  readonly title: string
  readonly body: Html
  /** Of its text: `fr`. English unless set. */
  readonly language?: string
  /** For tables: as wide as the window allows, within reason. */
  readonly wide?: boolean
  /** CSS of its own, after that of all pages. */
  readonly style?: string
  /** Where its forms may lead to, as a source list of CSP's form-action; nowhere unless set. */
  readonly formAction?: string
}

/**
 * Sends a page that keeps to itself: no script, nothing loaded, not framed, not stored, no address told to where it links
 * (its own address holds a secret).
 */
export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(page),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex',
    })
    .send(document(page).html)
}

function document({ title, body, language, wide, style: own = '' }: Page): Html {
  return html`<!doctype html>
<html lang="${language ?? 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{ html: style + own }}</style>
</head>
<body>
<main class="${wide ? 'wide' : ''}">
${body}
</main>
</body>
</html>
`
}

const style = `
:root { --back: #f3f4f6; --card: #fff; --text: #1b1f27; --soft: #5a6270; --line: #d5d9e0; --field: #fff; --act: #0b57b7; --on: #fff;
  --bad: #a4161a; --bad-back: #fdecec }
@media (prefers-color-scheme: dark) { :root { --back: #14161a; --card: #1e2127; --text: #eceef2; --soft: #a3abb8; --line: #3a404a;
  --field: #15171b; --act: #7db3ff; --on: #0b1220; --bad: #ff9d9d; --bad-back: #3a1d20 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
main.wide { max-width: 60rem }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 0 0 .75rem; overflow-wrap: anywhere }
h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem }
p { margin: 0 0 .75rem; overflow-wrap: anywhere }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem }
.soft { color: var(--soft); font-size: .9rem }
.error { background: var(--bad-back); color: var(--bad); border: 1px solid currentColor; border-radius: .5rem; padding: .6rem .8rem }
.scroll { max-height: 24rem; overflow: auto; border: 1px solid var(--line); border-radius: .5rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem; border-bottom: 1px solid var(--line) }
tr:last-child > * { border-bottom: 0 }
th { font-size: .85rem; color: var(--soft); font-weight: 600 }
pre { background: var(--back); border-radius: .5rem; padding: .75rem 1rem; overflow-x: auto }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600 }
input, select { width: 100%; font: inherit; color: inherit; background: var(--field); border: 1px solid var(--soft); border-radius: .5rem; padding: .6rem .7rem }
::placeholder { color: var(--soft); opacity: 1 }
.scroll + .soft, form + .soft { margin: .75rem 0 0 }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem }
button { flex: 1 1 9rem; font: inherit; font-weight: 600; padding: .7rem 1rem; border-radius: .5rem; border: 1px solid var(--act); cursor: pointer;
  background: var(--act); color: var(--on) }
button.quiet { background: transparent; color: var(--act) }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
`

function contentSecurityPolicy({ formAction = "'none'", style: own = '' }: Page): string {
  const styleHash = createHash('sha256')
    .update(style + own)
    .digest('base64')
  return `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`
}
