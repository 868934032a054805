import { type LocalDate, localDate, parseDate, parseInstant } from '../calendar/calendar.ts'
import { dayText, fill, momentText, moneyText } from '../documents/sheet-text.ts'
import { money, negate, subtract } from '../money/money.ts'
import type { LetterFacts } from './letter-facts.ts'
import type { LetterWords, Place } from './letter-words.ts'

/** What is known of what a sentence may speak of, as its reader writes it. */
export type Places = Readonly<Partial<Record<Place, string>>>

/** A fact that is not known has no place: no sentence is said that needs it. */
export function placesOf(words: LetterWords, facts: LetterFacts): Places {
  const { account, means, data, deadline, order, document } = facts
  const known: Partial<Record<Place, string | null>> = {
    services: servicesText(words, facts) ?? data.serviceName ?? null,
    firstname: account.firstname,
    account: account.nichandle,
    deadline: deadline && dayText(deadline, facts.zone, facts.reader),
    deadlineTime: deadline && momentText(deadline, facts.zone, facts.reader),
    expiration: expirationText(facts),
    ...amountsOf(facts),
    means,
    reason: data.reason === undefined ? null : (words.reasons[data.reason] ?? data.reason.replaceAll('_', ' ')),
    collectAt: momentOf(data.collectAt, facts),
    suspendAt: momentOf(data.suspendAt, facts),
    terminateAt: momentOf(data.terminateAt, facts),
    cardEndsOn: cardEnd(facts),
    ...endOf(facts),
    order: order && String(order.id),
    bill: document?.kind === 'bill' ? document.id : null,
    refund: document?.kind === 'refund' ? document.id : null,
    link: data.link ?? null,
    ...contactsOf(words, facts),
  }
  return Object.fromEntries(Object.entries(known).filter(([, text]) => text))
}

/** The amount, with its parts: of the balance, and of the means when that paid the rest. */
function amountsOf({ amount, isTaxed, data, reader }: LetterFacts): Partial<Record<Place, string | null>> {
  const text = amount && moneyText(amount, reader)
  const part = data.fromBalance && money(BigInt(data.fromBalance.ucents), data.fromBalance.currency)
  const rest = amount && part ? subtract(amount, part) : null
  return {
    amount: text,
    amountTaxed: isTaxed === true ? text : null,
    amountUntaxed: isTaxed === false ? text : null,
    credited: amount && amount.ucents < 0n ? moneyText(negate(amount), reader) : null,
    fromBalance: part ? moneyText(part, reader) : null,
    fromMeans: rest && rest.ucents > 0n ? moneyText(rest, reader) : null,
  }
}

/** The day of a chosen end, and until when it can be undone. */
function endOf({ data, zone, reader }: LetterFacts): Partial<Record<Place, string | null>> {
  const date = data.endsOn === undefined ? null : parseDate(data.endsOn)
  const until = data.undoUntil === undefined ? null : parseInstant(data.undoUntil)
  return { endsOn: date && dateOf(date, { reader }), undoUntil: until && momentText(until, zone, reader) }
}

function contactsOf(words: LetterWords, { data, reader }: LetterFacts): Partial<Record<Place, string>> {
  if (!data.contacts) return {}
  const { askedBy, from, to, roles } = data.contacts
  const list = new Intl.ListFormat(reader.locale, { type: 'conjunction' })
  const contactRoles = list.format(roles.map((role) => words.contactRoles[role]))
  return { askedBy, contactRoles, contactFrom: from, contactTo: to }
}

/** The last day on which a card is good: the notice's deadline is its 00:00, unless the data says another. */
function cardEnd({ data, deadline, kind, ...facts }: LetterFacts): string | null {
  const said = data.cardEndsOn === undefined ? null : parseDate(data.cardEndsOn)
  const date = said ?? (kind === 'card.ending' && deadline ? localDate(deadline, facts.zone) : null)
  return date && dateOf(date, facts)
}

function servicesText(words: LetterWords, { services, reader }: LetterFacts): string | null {
  const [first, ...others] = services
  if (!first) return null
  if (others.length === 0) return first.name
  const category = new Intl.PluralRules(reader.locale).select(services.length)
  const text = category === 'zero' || category === 'two' ? words.services.other : words.services[category]
  return fill(text, { count: String(services.length) })
}

function expirationText({ services, ...facts }: LetterFacts): string | null {
  const [first] = services
  const isSame = first && services.every(({ expiresOn }) => expiresOn.equals(first.expiresOn))
  return isSame ? dateOf(first.expiresOn, facts) : null
}

/** `1 December 2026`, in the reader's language. */
export function dateOf(date: LocalDate, { reader }: Pick<LetterFacts, 'reader'>): string {
  return date.toLocaleString(reader.locale, { dateStyle: 'long' })
}

function momentOf(text: string | undefined, { zone, reader }: LetterFacts): string | null {
  const instant = text === undefined ? null : parseInstant(text)
  return instant && dayText(instant, zone, reader)
}
