import type { AskedTermination } from '../../actions/services/read-termination.ts'
import { type Html, html } from '../../documents/html.ts'
import { type Reader, readerOf } from '../../documents/reader.ts'
import { fill } from '../../documents/sheet-text.ts'
import type { Service } from '../../services/service.ts'
import type { Page } from '../page.ts'
import { confirmWordsOf } from './confirm-dictionary.ts'

/** What would end, and the form that ends it. */
export function terminationForm(asked: AskedTermination, token: string): Page {
  const { service, serviceType, options } = asked
  const { reader, words } = reading(asked)
  const title = fill(words.title, { service: nameOf(service) })
  const about = fill(words.about, { type: serviceType, date: dateOf(service, reader) })
  return {
    title,
    language: reader.language,
    formAction: "'self'",
    body: html`<div class="card">
<h1>${title}</h1>
<p>${about}</p>
<p>${words.consequence}</p>
${options.length === 0 ? null : optionsOf(words.options, options)}
<form method="post" action="/billing/confirmTerminate">
<input type="hidden" name="id" value="${String(service.id)}">
<input type="hidden" name="token" value="${token}">
<div class="actions"><button>${words.confirm}</button></div>
</form>
<p class="soft">${words.instead}</p>
</div>`,
  }
}

/** What is shown once the form has ended the service. */
export function terminatedPage(asked: AskedTermination): Page {
  const { words } = reading(asked)
  return message(asked, fill(words.done, { service: nameOf(asked.service) }), words.doneText)
}

/** @param isReserved a payment on it is pending; else the link was used meanwhile */
export function refusedTermination(asked: AskedTermination, isReserved: boolean): Page {
  const { reader, words } = reading(asked)
  const title = fill(words.notNow, { service: nameOf(asked.service) })
  return message(asked, title, isReserved ? words.reserved : confirmWordsOf[reader.language].notFoundText)
}

function message(asked: AskedTermination, title: string, text: string): Page {
  const { language } = reading(asked).reader
  return { title, language, body: html`<div class="card"><h1>${title}</h1><p>${text}</p></div>` }
}

function reading({ language }: AskedTermination) {
  const reader = readerOf(language)
  return { reader, words: confirmWordsOf[reader.language].termination }
}

function optionsOf(heading: string, options: readonly Service[]): Html {
  return html`<p>${heading}</p>
<ul>
${options.map(
  (option) => html`<li>${nameOf(option)}</li>
`,
)}</ul>`
}

function nameOf({ displayName, name }: Service): string {
  return displayName === null || displayName === name ? name : `${displayName} (${name})`
}

function dateOf({ expiresOn }: Service, { locale }: Reader): string {
  return expiresOn.toLocaleString(locale, { dateStyle: 'long' })
}
