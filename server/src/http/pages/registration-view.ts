import type { RegistrationPage } from '../../actions/means/read-registration-page.ts'
import { type Html, html } from '../../documents/html.ts'
import { readerOf } from '../../documents/reader.ts'
import { fill } from '../../documents/sheet-text.ts'
import type { Registration } from '../../payments/registration.ts'
import type { Page } from '../page.ts'
import { mandateFields } from './mandate-view.ts'
import { registrationWordsOf } from './registration-dictionary.ts'
import { field, type TypedForm } from './registration-fields.ts'
import { registrationStyle } from './registration-style.ts'
import type { RegistrationWords } from './registration-words.ts'

/** The form on which a holder tells the played provider what he pays with. */
export function registrationForm(page: RegistrationPage, token: string, typed: TypedForm): Page {
  const { played, nichandle, seller, registration } = page
  const words = wordsOf(page)
  const { title, fields, act, below } = parts(page, typed, words)
  return {
    title,
    language: readerOf(page.language).language,
    style: registrationStyle,
    formAction: formActionOf(registration),
    body: html`<p class="sandbox">${words.sandbox}</p>
<div class="card">
<p class="brand">${seller.name}</p>
<h1>${title}</h1>
<p class="soft">${fill(words.about, { account: nichandle, seller: seller.name })}</p>
${typed.isRefused ? html`<p class="error" role="alert">${words.isRefused}</p>` : null}
<form method="post" action="/payment/register">
<input type="hidden" name="id" value="${String(played.meansId)}">
<input type="hidden" name="token" value="${token}">
${fields}
<div class="actions"><button name="decision" value="register">${act}</button>
<button name="decision" value="cancel" class="quiet" formnovalidate>${words.cancel}</button></div>
</form>
${below}
</div>`,
  }
}

/** What became of a registration that is over, and the way back. */
export function registrationOver(page: RegistrationPage, outcome: NonNullable<Registration['outcome']>): Page {
  const words = wordsOf(page)
  const { title, text } = words.outcomes[outcome]
  const address = returnOf(page.registration, outcome)
  const label = outcome === 'registered' && page.label !== '' ? html`<p class="number done">${page.label}</p>` : null
  const back = address === null ? null : html`<div class="actions"><a href="${address}">${words.back}</a></div>`
  return {
    title,
    language: readerOf(page.language).language,
    style: registrationStyle,
    body: html`<div class="card"><p class="brand">${page.seller.name}</p><h1>${title}</h1>${label}<p>${text}</p>${back}</div>`,
  }
}

/** Where a holder is sent when it is over; null: he stays here. */
export function returnOf(
  { returns }: Pick<Registration, 'returns'>,
  outcome: NonNullable<Registration['outcome']>,
): string | null {
  if (outcome === 'registered') return returns.success
  return outcome === 'cancelled' ? returns.cancel : returns.failure
}

/** Browsers hold the redirect after a form, and those after it, to form-action: who began this may send on to anywhere. */
function formActionOf({ returns }: Registration): string {
  return Object.values(returns).every((address) => address === null) ? "'self'" : "'self' http: https:"
}

interface FormParts {
  readonly title: string
  readonly fields: Html
  readonly act: string
  readonly below: Html | null
}

function parts(page: RegistrationPage, typed: TypedForm, words: RegistrationWords): FormParts {
  switch (page.played.kind) {
    case 'creditCard':
      return cardForm(page, typed, words)
    case 'paypal':
      return paypalForm(page, typed, words)
    case 'bankAccount':
      return {
        title: words.mandate.title,
        fields: mandateFields(page, typed, words),
        act: words.mandate.sign,
        below: null,
      }
  }
}

function cardForm({ testCards }: RegistrationPage, { values, wrong }: TypedForm, words: RegistrationWords): FormParts {
  const { card } = words
  const number = { name: 'number', label: card.number, autocomplete: 'cc-number', placeholder: '0000 0000 0000 0000' }
  const expiry = { name: 'expiry', label: card.expiry, autocomplete: 'cc-exp', placeholder: card.expiryHint }
  const code = { name: 'code', label: card.code, autocomplete: 'cc-csc', placeholder: '000', mostCharacters: 4 }
  const digits = { inputmode: 'numeric', className: 'number' } as const
  return {
    title: card.title,
    fields: html`${field({ ...number, ...digits, mostCharacters: 23 }, wrong, words)}
<div class="pair">${field({ ...expiry, ...digits, value: values.get('expiry') ?? '', mostCharacters: 9 }, wrong, words)}${field({ ...code, ...digits }, wrong, words)}</div>`,
    act: card.register,
    below: html`<p class="soft">${card.kept}</p>
<div class="tests"><h2>${card.tests}</h2>
<dl>${(['works', 'declines', 'refused'] as const).map((which) => html`<dt class="number">${testCards[which]}</dt><dd>${card[which]}</dd>`)}</dl></div>`,
  }
}

function paypalForm(
  { holder, seller }: RegistrationPage,
  { values, wrong }: TypedForm,
  words: RegistrationWords,
): FormParts {
  const { paypal } = words
  const email = { name: 'email', label: paypal.email, autocomplete: 'email', inputmode: 'email' } as const
  return {
    title: paypal.title,
    fields: html`<p>${fill(paypal.consequence, { seller: seller.name })}</p>
${field({ ...email, value: values.get('email') ?? holder.email, mostCharacters: 254 }, wrong, words)}`,
    act: paypal.agree,
    below: null,
  }
}

function wordsOf({ language }: RegistrationPage): RegistrationWords {
  return registrationWordsOf[readerOf(language).language]
}
