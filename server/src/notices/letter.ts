import { type Instant, type LocalDate, localDate, parseDate, parseInstant, type Zone } from '../calendar/calendar.ts'
import { documentPages, orderPages } from '../documents/links.ts'
import type { Language, Reader } from '../documents/reader.ts'
import { dayText, fill, momentText, moneyText } from '../documents/sheet-text.ts'
import type { DocumentId, OrderId } from '../identity/identity.ts'
import { type Money, money, subtract } from '../money/money.ts'
import { english } from './letter-words.english.ts'
import { french } from './letter-words.french.ts'
import { polish } from './letter-words.polish.ts'
import type { LetterPlan, LetterWords, Place, Saying } from './letter-words.ts'
import type { NoticeData, NoticeKind } from './notice.ts'

export interface LetterService {
  /** As its owner calls it. */
  readonly name: string
  readonly serviceType: string
  readonly expiresOn: LocalDate
}

/** All that a mail is made of. */
export interface LetterFacts {
  readonly kind: NoticeKind
  readonly deadline: Instant | null
  readonly data: NoticeData
  readonly reader: Reader
  readonly zone: Zone
  /** The origin of links, without a final slash. */
  readonly publicUrl: string
  readonly account: { readonly nichandle: string; readonly firstname: string }
  readonly services: readonly LetterService[]
  /** With tax; null when it is not known. */
  readonly amount: Money | null
  /** Whether tax is in it; null when that is not known. */
  readonly isTaxed: boolean | null
  /** A means' label: its last digits or address. */
  readonly means: string | null
  /** A secret is in it. `isOpen`: it can still be paid. */
  readonly order: { readonly id: OrderId; readonly password: string; readonly isOpen: boolean } | null
  readonly document: { readonly id: DocumentId; readonly kind: 'bill' | 'refund'; readonly password: string } | null
}

/** A mail before it is text or HTML. */
export interface Letter {
  readonly language: Language
  readonly subject: string
  readonly greeting: string
  readonly sentences: readonly string[]
  readonly headings: LetterWords['headings']
  readonly colon: string
  /** Name, type and the date until which it is paid. */
  readonly services: readonly { readonly name: string; readonly type: string; readonly paidUntil: string }[]
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  /** What can be done about it, first of all. */
  readonly action: { readonly text: string; readonly url: string }
  readonly closing: string
}

const wordsOf: Readonly<Record<Language, LetterWords>> = { en: english, fr: french, pl: polish }

/** The mail of a notice in its reader's language. Sentences whose facts are not known are left out. */
export function letterOf(facts: LetterFacts): Letter {
  const words = wordsOf[facts.reader.language]
  const plan = planOf(words, facts)
  const places = placesOf(words, facts)
  const say = (saying: Saying) => said(saying, places)
  return {
    language: facts.reader.language,
    subject: say(plan.subject) ?? say(words.closing) ?? '',
    greeting: say(words.greeting) ?? '',
    sentences: plan.sentences.flatMap((saying) => say(saying) ?? []),
    headings: words.headings,
    colon: words.colon,
    services: facts.services.map(({ name, serviceType, expiresOn }) => {
      return { name, type: serviceType, paidUntil: dateOf(expiresOn, facts) }
    }),
    facts: factsOf(words, facts, places),
    action: actionOf(words, facts, say),
    closing: say(words.closing) ?? '',
  }
}

function planOf(words: LetterWords, { kind, data }: LetterFacts): LetterPlan {
  return words.special[`${kind}:${data.cause ?? data.mode ?? ''}`] ?? words.plans[kind]
}

type Places = Readonly<Partial<Record<Place, string>>>

function placesOf(words: LetterWords, facts: LetterFacts): Places {
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
    fromBalance: part ? moneyText(part, reader) : null,
    fromMeans: rest && rest.ucents > 0n ? moneyText(rest, reader) : null,
  }
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

function dateOf(date: LocalDate, { reader }: Pick<LetterFacts, 'reader'>): string {
  return date.toLocaleString(reader.locale, { dateStyle: 'long' })
}

function momentOf(text: string | undefined, { zone, reader }: LetterFacts): string | null {
  const instant = text === undefined ? null : parseInstant(text)
  return instant && dayText(instant, zone, reader)
}

/** The first way to say it of which every place is known. */
function said(saying: Saying, places: Places): string | null {
  const ways = typeof saying === 'string' ? [saying] : saying
  const way = ways.find((text) => [...text.matchAll(/\{(\w+)\}/g)].every(([, place]) => place && place in places))
  return way === undefined ? null : fill(way, places as Readonly<Record<string, string>>)
}

function factsOf(words: LetterWords, { document }: LetterFacts, places: Places): Letter['facts'] {
  const { amount, means, bill, refund } = words.facts
  const rows = [
    ...[
      { name: amount, value: places.amount },
      { name: means, value: places.means },
    ],
    ...(document
      ? [
          { name: bill, value: places.bill },
          { name: refund, value: places.refund },
        ]
      : []),
  ]
  return rows.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]))
}

function linkText({ actions }: LetterWords, kind: NoticeKind): string {
  if (kind === 'documents.exported') return actions.download
  return kind === 'contact.change' ? actions.answer : actions.confirm
}

/** The link that settles the matter: to pay, to renew, to confirm; else to what it is about. */
function actionOf(words: LetterWords, facts: LetterFacts, say: (saying: Saying) => string | null): Letter['action'] {
  const { kind, order, document, publicUrl, data } = facts
  const { actions } = words
  if (data.link !== undefined) return { text: linkText(words, kind), url: data.link }
  if (order?.isOpen) return { text: say(actions.pay) ?? '', url: orderPages(publicUrl, order).url }
  if (document) {
    const text = document.kind === 'bill' ? actions.openBill : actions.openRefund
    return { text, url: documentPages(publicUrl, document).url }
  }
  const text = kind === 'expiry.reminder' || data.cause === 'expired' ? actions.renew : actions.manage
  return { text, url: `${publicUrl}/console` }
}
