import { documentPages, orderPages } from '../documents/links.ts'
import type { Language } from '../documents/reader.ts'
import { fill } from '../documents/sheet-text.ts'
import type { LetterFacts } from './letter-facts.ts'
import { dateOf, type Places, placesOf } from './letter-places.ts'
import { english } from './letter-words.english.ts'
import { french } from './letter-words.french.ts'
import { polish } from './letter-words.polish.ts'
import type { LetterPlan, LetterWords, Saying } from './letter-words.ts'
import type { NoticeKind } from './notice.ts'

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
