import { expect, test } from 'vitest'
import { readerOf } from '../documents/reader.ts'
import type { DocumentId, OrderId } from '../identity/identity.ts'
import { money } from '../money/money.ts'
import type { LetterFacts } from './letter-facts.ts'
import { english } from './letter-words.english.ts'
import { french } from './letter-words.french.ts'
import { polish } from './letter-words.polish.ts'
import { noticeKinds } from './notice.ts'
import { renderNotice } from './render-notice.ts'

const service = (name: string, expires = '2026-12-15') => ({
  ...{ name, serviceType: 'VPS Starter', expiresOn: Temporal.PlainDate.from(expires) },
})
const order = { id: 77 as OrderId, password: 'secret+word', isOpen: true }
const bill = { id: 'B2026-000001' as DocumentId, kind: 'bill', password: 'p' } as const
const facts = (more: Partial<LetterFacts> = {}): LetterFacts => ({
  ...{ kind: 'suspension.warning', deadline: Temporal.Instant.from('2026-12-01T11:00:00Z'), data: {} },
  ...{ reader: readerOf('en_GB'), zone: 'Europe/Paris', publicUrl: 'https://renew.example' },
  ...{ account: { nichandle: 'ab12345-ovh', firstname: 'Zoë' }, services: [service('vps112233.ovh.net')] },
  ...{ amount: money(4_544_000_000n, 'EUR'), isTaxed: true, means: '**** 5678', order, document: null, ...more },
})
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const payLink = 'https://renew.example/order?orderId=77&orderPassword=secret%2Bword'

test.each([
  ['en_GB', 'vps112233.ovh.net: suspension on 1 December 2026', '€45.44', '1 December 2026 at 12:00', 'Pay €45.44'],
  ['fr_FR', 'vps112233.ovh.net : suspension le 1 décembre 2026', '45,44 €', '1 décembre 2026 à 12:00', 'Payer 45,44 €'],
  ['pl_PL', 'vps112233.ovh.net: zawieszenie 1 grudnia 2026', '45,44 €', '1 grudnia 2026 12:00', 'Zapłać 45,44 €'],
  ['de_DE', 'vps112233.ovh.net: suspension on 1 December 2026', '€45.44', '1 December 2026 at 12:00', 'Pay €45.44'],
])('A5: a warning in %s says service, amount, means, when, and where to pay', (language, subject, amount, when, pay) => {
  const mail = renderNotice(facts({ reader: readerOf(language) }))
  expect(plain(mail.subject)).toBe(subject)
  const text = plain(mail.text)
  for (const fact of ['vps112233.ovh.net (VPS Starter)', amount, '**** 5678', when, `${pay}\n${payLink}`]) {
    expect(text).toContain(fact)
  }
  expect(mail.html).toContain(payLink.replaceAll('&', '&amp;'))
  expect(plain(mail.html)).toContain(`>${pay}</a>`)
})

test('what is not known is not said, and no place is left open', () => {
  const mail = renderNotice(facts({ kind: 'renewal.failed', amount: null, means: null, order: null, deadline: null }))
  expect(mail.text).toContain('We could not collect the payment.')
  expect(mail.text).not.toContain('Reason')
  expect(mail.text).not.toContain('We try again')
  const known = { reason: 'insufficient_funds', collectAt: '2026-11-22T12:00:00Z', suspendAt: '2026-11-27T12:00:00Z' }
  const full = plain(renderNotice(facts({ kind: 'renewal.failed', data: known })).text)
  expect(full).toContain('We could not collect €45.44 from **** 5678.')
  expect(full).toContain('Reason: not enough money on it.')
  expect(full).toContain('We try again on 22 November 2026.')
  expect(full).toContain('Without payment, suspension begins on 27 November 2026.')
})

const twoEuros = { ucents: '200000000', currency: 'EUR' } as const

test.each([
  ['en_GB', '€43.44 was collected from **** 5678, €2.00 from your prepaid balance.'],
  ['fr_FR', '43,44 € ont été prélevés sur **** 5678, 2,00 € sur votre solde prépayé.'],
  ['pl_PL', 'Pobraliśmy 43,44 € z **** 5678 i 2,00 € z przedpłaconego salda.'],
])('P8: what the balance paid is not said of the means, in %s', (language, text) => {
  const reader = readerOf(language)
  const paid = facts({ kind: 'renewal.succeeded', reader, data: { fromBalance: twoEuros } })
  expect(plain(renderNotice(paid).text)).toContain(text)
  const all = { ...paid, amount: money(200_000_000n, 'EUR'), means: null }
  expect(plain(renderNotice(all).text)).not.toContain('5678')
})

test.each([
  ['en_GB', 'Renewing costs €45.44 without VAT.'],
  ['fr_FR', 'Le renouvellement coûte 45,44 € hors TVA.'],
  ['pl_PL', 'Odnowienie kosztuje 45,44 € bez VAT.'],
])('B4: with reverse charge no VAT is said to be in a price, in %s', (language, text) => {
  const mail = renderNotice(facts({ kind: 'expiry.reminder', reader: readerOf(language), isTaxed: false }))
  expect(plain(mail.text)).toContain(text)
})

test.each(['en_GB', 'fr_FR', 'pl_PL'])('every kind can be said in %s, with all facts and with none', (language) => {
  const none = { services: [], amount: null, means: null, order: null, document: null, deadline: null }
  for (const kind of noticeKinds) {
    for (const more of [{}, { document: bill }, none]) {
      const mail = renderNotice(facts({ kind, reader: readerOf(language), ...more }))
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/[{]\w+[}]|undefined|null/)
    }
    const { subject, text } = renderNotice(
      facts({ kind, reader: readerOf(language), data: { cardEndsOn: '2026-12-31' } }),
    )
    expect(subject.length, kind).toBeGreaterThan(8)
    expect(text.split('\n\n').length, kind).toBeGreaterThan(3)
  }
})

test('the causes and modes that have plans of their own are the same in every language', () => {
  expect(Object.keys(french.special)).toEqual(Object.keys(english.special))
  expect(Object.keys(polish.special)).toEqual(Object.keys(english.special))
  expect(Object.keys(french.reasons)).toEqual(Object.keys(english.reasons))
  expect(Object.keys(polish.reasons)).toEqual(Object.keys(english.reasons))
  const expired = renderNotice(facts({ kind: 'service.suspended', data: { cause: 'expired' }, order: null }))
  expect(expired.subject).toBe('vps112233.ovh.net: expired and suspended')
  expect(expired.text).toContain('Renew\nhttps://renew.example/console')
})

test.each([
  ['pl_PL', 2, '2 usługi'],
  ['pl_PL', 5, '5 usług'],
  ['pl_PL', 22, '22 usługi'],
  ['en_US', 3, '3 services'],
])('in %s %i services are %s', (language, count, text) => {
  const services = Array.from({ length: count }, (_, index) => service(`s${index}.example`))
  expect(renderNotice(facts({ reader: readerOf(language), services })).subject).toContain(text)
})

test.each([
  ['en_GB', 'ab1-ovh asks that the contact for billing and technical matters be cd2-ovh instead of ab1-ovh.'],
  ['fr_FR', 'ab1-ovh demande que le contact pour la facturation et la technique soit cd2-ovh au lieu de ab1-ovh.'],
  ['pl_PL', 'Prosi o nią ab1-ovh: kontaktem w zakresie rozliczeń i techniki ma być cd2-ovh zamiast ab1-ovh.'],
])('who is asked to answer a change of contacts reads what it is, in %s', (language, text) => {
  const contacts = { askedBy: 'ab1-ovh', from: 'ab1-ovh', to: 'cd2-ovh', roles: ['billing', 'tech'] } as const
  const mail = renderNotice(facts({ kind: 'contact.change', reader: readerOf(language), data: { contacts } }))
  expect(mail.text).toContain(text)
})

test.each([
  'incomplete',
  'provider_error',
  'never_received',
  'do_not_honor',
])('in no language %s is said as it is', (reason) => {
  for (const language of ['en_GB', 'fr_FR', 'pl_PL']) {
    const mail = renderNotice(facts({ kind: 'renewal.failed', reader: readerOf(language), data: { reason } }))
    expect(mail.text).not.toContain(reason.replaceAll('_', ' '))
  }
})

test('names cannot write HTML, and a subject stays one line', () => {
  const mail = renderNotice(facts({ services: [service('<img src=x>\nBcc: a@example.org')] }))
  expect(mail.html).not.toContain('<img')
  expect(mail.subject).not.toContain('\n')
})

test.each([
  ['en_GB', '€36.02 was put on your prepaid balance.'],
  ['fr_FR', '36,02 € ont été crédités sur votre solde prépayé'],
  ['pl_PL', 'Dopisaliśmy 36,02 € do przedpłaconego salda'],
])('P6: what a renewal gives back is not said to be collected, in %s', (language, text) => {
  const more = { reader: readerOf(language), amount: money(-3_602_000_000n, 'EUR'), means: null }
  const { text: mail } = renderNotice(facts({ kind: 'renewal.succeeded', ...more }))
  expect(plain(mail)).toContain(text)
  expect(plain(mail)).not.toMatch(/was collected|prélevés|Pobraliśmy/)
  expect(plain(renderNotice(facts({ kind: 'order.paid', data: { cause: 'free' }, ...more })).text)).toContain('36')
})

test.each([
  ['en_GB', 'set to end on 15 December 2026', 'until 13 December 2026 at 00:00'],
  ['fr_FR', 'fin prévue le 15 décembre 2026', 'jusqu’au 13 décembre 2026 à 00:00'],
  ['pl_PL', 'koniec zaplanowano na 15 grudnia 2026', 'najpóźniej 13 grudnia 2026 00:00'],
])('A8: an end that is chosen says its day, and until when it can be undone, in %s', (language, day, until) => {
  const data = { mode: 'ending', endsOn: '2026-12-15', undoUntil: '2026-12-12T23:00:00Z' }
  const mail = plain(renderNotice(facts({ kind: 'mode.changed', reader: readerOf(language), data })).text)
  expect(mail).toContain(day)
  expect(mail).toContain(until)
  const reminder = renderNotice(facts({ kind: 'ending.reminder', reader: readerOf(language), data }))
  expect(plain(reminder.text)).toContain(until)
})
