import type { AskedContactChange } from '../../actions/services/read-contact-answer.ts'
import { html } from '../../documents/html.ts'
import { type Reader, readerOf } from '../../documents/reader.ts'
import { fill } from '../../documents/sheet-text.ts'
import type { Page } from '../page.ts'
import { confirmWordsOf } from './confirm-dictionary.ts'

/** What one side is asked, and the form by which it answers; of a change that is over what became of it. */
export function contactForm(asked: AskedContactChange, token: string): Page {
  const { change, hasAccepted } = asked
  if (change.state !== 'waiting' || hasAccepted) return answeredContactPage(asked)
  const { reader, words } = reading(asked)
  const title = fill(words.title, { service: change.serviceName })
  return {
    title,
    language: reader.language,
    formAction: "'self'",
    body: html`<div class="card">
<h1>${title}</h1>
<p>${fill(words.about, { askedBy: change.askedBy, roles: rolesOf(asked, reader), from: change.from, to: change.to })}</p>
<p>${words.consequence}</p>
<form method="post" action="/contacts/answer">
<input type="hidden" name="id" value="${String(change.id)}">
<input type="hidden" name="token" value="${token}">
<div class="actions">
<button name="decision" value="accept">${words.accept}</button>
<button name="decision" value="refuse" class="quiet">${words.refuse}</button>
</div>
</form>
</div>`,
  }
}

/** What became of the change so far. */
export function answeredContactPage(asked: AskedContactChange): Page {
  const { words } = reading(asked)
  return message(asked, words.states[asked.change.state], asked.change.state === 'waiting' ? words.waitingText : '')
}

/** @param isUnpaid a bill was made meanwhile; else the link was used or replaced */
export function refusedContactPage(asked: AskedContactChange, isUnpaid: boolean): Page {
  const { reader, words } = reading(asked)
  const { notFound, notFoundText } = confirmWordsOf[reader.language]
  return isUnpaid ? message(asked, words.states.waiting, words.unpaid) : message(asked, notFound, notFoundText)
}

function message(asked: AskedContactChange, title: string, text: string): Page {
  const { language } = reading(asked).reader
  return { title, language, body: html`<div class="card"><h1>${title}</h1><p>${text}</p></div>` }
}

function reading({ language }: AskedContactChange) {
  const reader = readerOf(language)
  return { reader, words: confirmWordsOf[reader.language].contact }
}

function rolesOf({ change }: AskedContactChange, { language, locale }: Reader): string {
  const { roles } = confirmWordsOf[language].contact
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(change.roles.map((role) => roles[role]))
}
