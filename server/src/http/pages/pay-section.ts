import type { WaysToPay } from '../../actions/paying/read-ways-to-pay.ts'
import type { Instant, Zone } from '../../calendar/calendar.ts'
import { type Html, html } from '../../documents/html.ts'
import { readerOf } from '../../documents/reader.ts'
import { fill, momentText, moneyText } from '../../documents/sheet-text.ts'
import type { Order } from '../../orders/order.ts'
import type { RegisteredMeans } from '../../payments/registered-means.ts'
import type { WireContext } from '../context.ts'
import { orderLinks } from '../wire/order-links.ts'
import { pageWordsOf } from './page-dictionary.ts'
import type { PageWords } from './page-words.ts'
import { pathOf } from './sheet-links.ts'

/** What the forms below an order need: whom they speak to, and where they lead to. */
export interface PayFacts {
  readonly context: WireContext
  readonly order: Order
  /** Of the customer: `fr_FR`. */
  readonly language: string
}

/** The form on which the holder logs in to pay, or to confirm what is free; with the call of the API for those who prefer it. */
export function logInSection(
  facts: PayFacts,
  typed: { readonly nichandle: string; readonly error: string | null },
): Html {
  const words = wordsOf(facts)
  const isFree = isFreeOrder(facts.order)
  return section(
    facts,
    html`${isFree ? null : html`<p>${untilText(facts.order.expiresAt, facts, words)}</p>`}
<p>${isFree ? words.logInToConfirm : words.logInToPay}</p>
${error(typed.error)}
<form method="post" action="${formAction(facts)}">
<label for="nichandle">${words.account}</label>
<input id="nichandle" name="nichandle" value="${typed.nichandle}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div class="actions"><button>${words.next}</button></div>
</form>
${apiHint(facts, words)}`,
  )
}

/** The form on which the holder who has logged in chooses a means, the default one chosen already, and confirms. */
export function chooseSection(
  facts: PayFacts,
  chosen: { readonly ways: WaysToPay; readonly token: string; readonly error: string | null },
): Html {
  const words = wordsOf(facts)
  const { ways, token } = chosen
  const isFree = isFreeOrder(facts.order)
  const canPay = isFree || ways.means.length > 0 || ways.kinds.includes('ovhAccount')
  if (!canPay) return section(facts, html`${error(chosen.error)}<p>${words.noMeans}</p>`)
  const amount = moneyText(facts.order.amounts.gross, readerOf(facts.language))
  return section(
    facts,
    html`${error(chosen.error)}
<form method="post" action="${formAction(facts)}">
<input type="hidden" name="token" value="${token}">
${isFree ? html`<p>${words.nothingDue}</p>` : meansChoice(ways, words)}
<div class="actions"><button>${isFree ? words.confirm : fill(words.payAmount, { amount })}</button>
<a href="${pathOf(orderLinks(facts.context, facts.order).url)}">${words.cancel}</a></div>
</form>`,
  )
}

function meansChoice(ways: WaysToPay, words: PageWords): Html {
  const chosen = ways.means.find((means) => means.isDefault) ?? ways.means[0]
  const balance = ways.kinds.includes('ovhAccount') ? choice('ovhAccount', !chosen, words.means.ovhAccount, '') : null
  return html`<fieldset><legend>${words.payWith}</legend>
${ways.means.map((means) => choice(String(means.id), means === chosen, words.means[means.kind], meansText(means, words)))}${balance}</fieldset>`
}

function choice(value: string, isChosen: boolean, name: string, text: string): Html {
  return html`<label class="choice"><input type="radio" name="means" value="${value}"${isChosen ? html` checked` : null} required>
<span><strong>${name}</strong> ${text}</span></label>
`
}

function meansText({ label, isDefault }: RegisteredMeans, words: PageWords): string {
  return isDefault ? `${label} (${words.isDefault})` : label
}

function apiHint({ context, order }: PayFacts, words: PageWords): Html {
  const isFree = isFreeOrder(order)
  const call = isFree
    ? 'payWithRegisteredPaymentMean\n{"paymentMean": "fidelityAccount"}'
    : `pay\n{"paymentMethod": {"id": ${words.methodNumber}}}`
  return html`<details><summary>${isFree ? words.confirmByApi : words.payByApi}</summary>
<pre><code>POST ${context.publicUrl}/1.0/me/order/${order.id}/${call}</code></pre></details>`
}

function section({ order, language }: PayFacts, inside: Html): Html {
  const words = pageWordsOf[readerOf(language).language]
  return html`<section class="card pay" id="pay"><h2>${isFreeOrder(order) ? words.confirm : words.pay}</h2>
${inside}
</section>`
}

function untilText(expiresAt: Instant | null, { context, language }: PayFacts, words: PageWords): string {
  if (expiresAt === null) return words.payAnyTime
  return fill(words.payUntil, { date: momentText(expiresAt, context.zone as Zone, readerOf(language)) })
}

function error(text: string | null): Html | null {
  return text === null ? null : html`<p class="error" role="alert">${text}</p>`
}

/** Forms go to the page's own address, so that the address bar always has the order's link. */
function formAction({ context, order }: PayFacts): string {
  return `${pathOf(orderLinks(context, order).url)}#pay`
}

function wordsOf({ language }: PayFacts): PageWords {
  return pageWordsOf[readerOf(language).language]
}

/** Rule P6. */
function isFreeOrder({ amounts }: Order): boolean {
  return amounts.gross.ucents <= 0n
}
