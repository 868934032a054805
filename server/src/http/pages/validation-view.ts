import type { AccessRule, RuleMethod } from '../../customers/access-rules.ts'
import type { CredentialRequest } from '../../customers/credential.ts'
import { type Html, html } from '../../documents/html.ts'
import type { Page } from '../page.ts'

/** The lives that a holder can give a credential: the value of the form, ISO-8601, and what he reads. */
export const validities = [
  { value: 'PT1H', label: '1 hour' },
  { value: 'P1D', label: '24 hours' },
  { value: 'P7D', label: '7 days' },
  { value: 'P30D', label: '30 days' },
  { value: 'unlimited', label: 'No end, until it is revoked' },
] as const
export const defaultValidity = 'P1D'

/** What the holder typed before, shown again after an error. */
export interface Typed {
  readonly nichandle: string
  readonly validity: string
  readonly error: string | null
}

/** The form on which a holder accepts or refuses what an application asks for. */
export function validationForm(request: CredentialRequest, credentialToken: string, typed: Typed): Page {
  const target = redirectionOf(request)
  return {
    title: `Allow ${request.applicationName}?`,
    // Browsers hold the redirect after a form, and those after it, to form-action: the application may send on to anywhere.
    formAction: target === null ? "'self'" : "'self' http: https:",
    body: html`<div class="card">
<h1>Allow “${request.applicationName}” to use your account?</h1>
${typed.error === null ? null : html`<p class="error" role="alert">${typed.error}</p>`}
${description(request)}
<h2>It asks to</h2>
${rulesTable(request.accessRules)}
${origins(request.allowedIps)}
${loginForm(credentialToken, typed)}
<p class="soft">${target === null ? 'Afterwards you can close this page.' : html`Afterwards you are sent to <code>${target.host}</code>.`}
Refuse if you did not start this yourself.</p>
</div>`,
  }
}

function loginForm(credentialToken: string, typed: Typed): Html {
  return html`<form method="post" action="/auth/">
<input type="hidden" name="credentialToken" value="${credentialToken}">
<label for="nichandle">Account</label>
<input id="nichandle" name="nichandle" value="${typed.nichandle}" placeholder="ab12345-ovh" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<label for="validity">For how long</label>
<select id="validity" name="validity">
${validities.map(
  ({ value, label }) =>
    html`<option value="${value}"${value === typed.validity ? html` selected` : null}>${label}</option>
`,
)}</select>
<div class="actions">
<button name="decision" value="validated">Allow</button>
<button name="decision" value="refused" class="quiet">Refuse</button>
</div>
</form>`
}

/** What remains when there is nowhere to send the holder. */
export function answeredPage(request: CredentialRequest, accepted: boolean): Page {
  const title = accepted ? 'Access allowed' : 'Access refused'
  const text = accepted ? 'can now use your account as it asked.' : 'cannot use your account.'
  return messagePage(title, html`“${request.applicationName}” ${text} You can close this page.`)
}

/** The title is escaped when the page is sent; `message` is safe HTML already. */
export function messagePage(title: string, message: Html): Page {
  return { title, body: html`<div class="card"><h1>${title}</h1><p>${message}</p></div>` }
}

/** Where the holder is sent after answering: http and https only; null for none, and for anything that a browser would run. */
export function redirectionOf(request: { readonly redirection: string | null }): URL | null {
  const url = request.redirection === null ? null : URL.parse(request.redirection)
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null
}

const verbs: Readonly<Record<RuleMethod, string>> = {
  GET: 'read',
  POST: 'create and act',
  PUT: 'change',
  DELETE: 'delete',
}
const verbOrder = Object.keys(verbs) as readonly RuleMethod[]

function rulesTable(rules: readonly AccessRule[]): Html {
  if (rules.length === 0) return html`<p>Nothing: it could call no part of the interface.</p>`
  // The widest rule comes first: nobody should miss it below a hundred narrow ones.
  const paths = [...Map.groupBy(rules, ({ path }) => path)].sort(
    ([one], [other]) => Number(isAll(other)) - Number(isAll(one)),
  )
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Access rules"><table>
<thead><tr><th scope="col">Path</th><th scope="col">Allowed there</th></tr></thead>
<tbody>
${paths.map(
  ([path, ruled]) => html`<tr><td>${pathName(path)}</td><td>${verbsOf(ruled)}</td></tr>
`,
)}</tbody></table></div>`
}

function isAll(path: string): boolean {
  return path === '/*' || path === '*'
}

function pathName(path: string): Html {
  if (isAll(path)) return html`<strong>Everything in your account</strong> <code>${path}</code>`
  return html`<code>${path}</code>`
}

function verbsOf(rules: readonly AccessRule[]): string {
  const methods = new Set(rules.map((rule) => rule.method))
  return verbOrder
    .filter((method) => methods.has(method))
    .map((method) => `${verbs[method]} (${method})`)
    .join(', ')
}

function description({ applicationName, applicationDescription }: CredentialRequest): Html | null {
  if (applicationDescription === '' || applicationDescription === applicationName) return null
  return html`<p>${applicationDescription}</p>`
}

function origins(allowedIps: readonly string[] | null): Html | null {
  return allowedIps && html`<p class="soft">It may call only from ${allowedIps.join(', ')}.</p>`
}
