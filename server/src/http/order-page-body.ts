import type { OrderPage } from '../actions/read-order-page.ts'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import { type Period, periodParts } from '../calendar/period.ts'
import { type Money, toDecimal } from '../money/money.ts'
import type { Order, OrderLine } from '../orders/order.ts'
import type { WireContext } from './context.ts'
import { type Html, html } from './html.ts'
import { type SpokenWords, wordsFor } from './order-page-words.ts'
import type { Page } from './page.ts'

/** An order as its page tells it, in its customer's language: lines, totals, state, and how it can be paid. */
export function orderPageOf(context: WireContext, { order, status, language }: OrderPage): Page {
  const spoken = wordsFor(language)
  const { words } = spoken
  const title = fill(words.order, 'number', String(order.id))
  const over = status === 'cancelled' || status === 'expired'
  const body = html`<div class="card">
<div class="heading">
<div><h1>${title}</h1><p class="soft">${momentText(order.createdAt, context, spoken)}</p></div>
<span class="state ${over ? 'over' : ''}">${words.states[status]}</span>
</div>
<div class="across">${table(order, spoken)}</div>
${order.taxNote === null ? null : html`<p class="soft">${words.taxNotes[order.taxNote]}</p>`}
${status === 'notPaid' ? howToPay(context, order, spoken) : null}
</div>`
  return { title, body, language: spoken.language, wide: true }
}

function table(order: Order, spoken: SpokenWords): Html {
  const { words } = spoken
  const { net, tax, gross } = order.amounts
  const total = (label: string, amount: Money) =>
    html`<tr><th scope="row" colspan="5">${label}</th><td class="right">${moneyText(amount, spoken)}</td></tr>`
  return html`<table class="lines">
<thead><tr><th scope="col">${words.service}</th><th scope="col">${words.period}</th><th scope="col">${words.from}</th>
<th scope="col">${words.to}</th><th scope="col" class="right">${words.quantity}</th><th scope="col" class="right">${words.price}</th></tr></thead>
<tbody>${order.lines.map((line) => row(line, spoken))}</tbody>
<tfoot>${total(words.net, net)}${total(taxLabel(order, spoken), tax)}${total(words.gross, gross)}</tfoot>
</table>`
}

function row(line: OrderLine, spoken: SpokenWords): Html {
  const { words } = spoken
  return html`<tr><td><span>${line.serviceName}<br><span class="soft">${line.serviceType}</span></span></td>
<td data-label="${words.period}">${periodText(line.period, spoken)}</td>
<td data-label="${words.from}">${dateText(line.startsOn, spoken)}</td>
<td data-label="${words.to}">${dateText(line.endsOn, spoken)}</td>
<td data-label="${words.quantity}" class="right">${line.quantity}</td>
<td data-label="${words.price}" class="right">${moneyText(line.totalPrice, spoken)}</td></tr>`
}

function howToPay(context: WireContext, order: Order, spoken: SpokenWords): Html {
  const { words } = spoken
  const { id, expiresAt, amounts } = order
  const until =
    expiresAt === null ? words.payAnyTime : fill(words.payUntil, 'date', momentText(expiresAt, context, spoken))
  const isFree = amounts.gross.ucents <= 0n
  const call = isFree
    ? 'payWithRegisteredPaymentMean\n{"paymentMean": "fidelityAccount"}'
    : `pay\n{"paymentMethod": {"id": ${words.methodNumber}}}`
  return html`<h2>${words.howToPay}</h2><p>${until}</p><p>${isFree ? words.payFree : words.payByApi}</p>
<pre><code>POST ${context.publicUrl}/1.0/me/order/${id}/${call}</code></pre>`
}

/** `Tax (20%)`; without a rate where the lines have several. */
function taxLabel(order: Order, { words, locale }: SpokenWords): string {
  const [ratePpm, ...others] = new Set(order.lines.map((line) => line.taxRatePpm))
  if (ratePpm === undefined || others.length > 0) return words.tax
  const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(ratePpm / 1_000_000)
  return `${words.tax} (${rate})`
}

/** Exact: the decimals are formatted as text, never as a binary fraction. */
function moneyText(amount: Money, { locale }: SpokenWords): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency })
  return format.format(toDecimal(amount) as Intl.StringNumericLiteral)
}

function dateText(date: LocalDate, { locale }: SpokenWords): string {
  return date.toLocaleString(locale, { dateStyle: 'medium' })
}

function momentText(instant: Instant, { zone }: WireContext, { locale }: SpokenWords): string {
  return instant.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: zone })
}

function periodText(period: Period, { locale }: SpokenWords): string {
  const { count, unit } = periodParts(period)
  return new Intl.DurationFormat(locale, { style: 'long' }).format({ [unit]: count })
}

function fill(text: string, name: string, value: string): string {
  return text.replace(`{${name}}`, () => value)
}
