import { addHours, type Instant, isBefore, localDate, realClock } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import { readerOf } from '../documents/reader.ts'
import type { AccountId } from '../identity/identity.ts'
import { type Money, money } from '../money/money.ts'
import { nextTry } from '../notices/backoff.ts'
import type { LetterFacts } from '../notices/letter.ts'
import type { NoticeData, NoticeKind } from '../notices/notice.ts'
import {
  lockUnwritten,
  type NoticedService,
  type NoticeTry,
  readNoticedServices,
  type UnwrittenNotice,
  type WrittenNotice,
  writeNotices as writeMails,
  writeTries,
} from '../notices/outbox.store.ts'
import { renderNotice } from '../notices/render-notice.ts'
import { readPolicy } from '../policy/policy.store.ts'
import type { Policy } from '../policy/policy.ts'
import { suspensionMoment } from '../renewal/suspension-moment.ts'
import type { Parts } from './parts.ts'
import { type ComingPrice, priceRenewals } from './price-renewals.ts'

const batch = 200

/**
 * Writes the notices that wait as mails, sealed, each in its account's language; what they say is what is so at that moment. Without a
 * mailer they are kept, and that is all. Runs beside itself without writing one twice.
 * @param request.accountId those of one account only: for who reads its mails before the next sweep
 * @returns how many were written
 */
export async function writeNotices(
  parts: Parts,
  { accountId = null }: { readonly accountId?: AccountId | null } = {},
): Promise<number> {
  let total = 0
  while (!parts.stopping?.aborted) {
    const taken = await parts.transaction((transaction) => writeBatch(transaction, parts, accountId))
    total += taken
    if (taken < batch) return total
  }
  return total
}

async function writeBatch(transaction: Transaction, parts: Parts, accountId: AccountId | null): Promise<number> {
  const now = realClock.now()
  const notices = await lockUnwritten(transaction, accountId, now, batch)
  if (notices.length === 0) return 0
  const found = await findFacts(transaction, parts, notices)
  const written = found.map((one) => writeOne(parts, one))
  await writeMails(
    transaction,
    written.flatMap((one) => one.mail ?? []),
    parts.mailer === null ? now : null,
  )
  const failed = written.flatMap((one) => one.failed ?? [])
  if (failed.length > 0) await writeTries(transaction, failed, now)
  return notices.length
}

/** One mail; a notice that cannot be written keeps no other from it, and is written when the cause is mended. */
function writeOne(parts: Parts, one: Found): { readonly mail?: WrittenNotice; readonly failed?: NoticeTry } {
  const { accountId, id, email: recipient, tries } = one.notice
  try {
    const { subject, text, html } = renderNotice(toFacts(parts, one))
    const sealed = { textSealed: parts.seal.seal(text), htmlSealed: parts.seal.seal(html) }
    return { mail: { accountId, id, recipient, subject, ...sealed } }
  } catch (error) {
    parts.log.error({ notice: id, error }, 'a notice could not be written as a mail: it is tried again')
    const failure = error instanceof Error ? error.message : String(error)
    const now = realClock.now()
    const sendAt = nextTry(tries + 1, now) ?? addHours(now, 24)
    return { failed: { accountId, id, state: 'waiting', failure, sendAt } }
  }
}

interface Named {
  readonly notice: UnwrittenNotice
  readonly services: readonly NoticedService[]
}

interface Found extends Named {
  readonly price: ComingPrice | null
  readonly policy: Policy
}

async function findFacts(
  transaction: Transaction,
  parts: Parts,
  notices: readonly UnwrittenNotice[],
): Promise<readonly Found[]> {
  const asked = notices.flatMap(({ accountId, services }) => services.map((id) => ({ accountId, id })))
  const services = await readNoticedServices(transaction, asked)
  const byKey = new Map(services.map((service) => [`${service.accountId} ${service.id}`, service]))
  const named = notices.map((notice): Named => {
    return { notice, services: notice.services.flatMap((id) => byKey.get(`${notice.accountId} ${id}`) ?? []) }
  })
  const priced = named.filter((one) => one.services.length > 0 && tellsPrice(one.notice))
  const prices = await priceRenewals(
    transaction,
    parts,
    priced.map((one) => comingRenewal(parts, one)),
  )
  const priceOf = new Map(priced.map((one, index) => [one, prices[index] ?? null]))
  const policy = await readPolicy(transaction)
  return named.map((one) => ({ ...one, price: priceOf.get(one) ?? null, policy }))
}

/** What is told before there is an order: the price of the renewal, as it will be. */
function tellsPrice({ kind, orderId, data }: UnwrittenNotice): boolean {
  const early: readonly NoticeKind[] = [
    'renewal.upcoming',
    'expiry.reminder',
    'suspension.warning',
    'termination.warning',
  ]
  return orderId === null && data.amount === undefined && early.includes(kind)
}

function comingRenewal({ zone }: Parts, { notice, services }: Named) {
  const { currency, country, legalform, vat, deadline, createdAt } = notice
  return { services, currency, customer: { country, legalform, vat }, date: localDate(deadline ?? createdAt, zone) }
}

function toFacts(parts: Parts, { notice, services, price, policy }: Found): LetterFacts {
  const { kind, deadline, nichandle, firstname, language, documentId, documentKind, documentSealed } = notice
  const { orderId, orderStatus, orderSealed } = notice
  const { zone, publicUrl, seal } = parts
  return {
    ...{ kind, deadline, zone, publicUrl, reader: readerOf(language), account: { nichandle, firstname } },
    data: withLink(parts, dataOf(parts, notice, services, policy)),
    services: services.map(({ displayName, name, serviceType, expiresOn }) => {
      return { name: nameInMails(name, displayName), serviceType, expiresOn }
    }),
    amount: amountOf(notice) ?? price?.gross ?? null,
    isTaxed: price?.isTaxed ?? null,
    means: meansOf(notice),
    order:
      orderId === null || orderSealed === null
        ? null
        : { id: orderId, password: seal.open(orderSealed), isOpen: orderStatus === 'notPaid' },
    document:
      documentId === null || documentKind === null || documentSealed === null
        ? null
        : { id: documentId, kind: documentKind, password: seal.open(documentSealed) },
  }
}

function withLink({ seal }: Parts, { linkSealed, ...data }: NoticeData): NoticeData {
  return linkSealed === undefined ? data : { ...data, link: seal.open(Buffer.from(linkSealed, 'base64')) }
}

function amountOf({ data, owed, orderCurrency }: UnwrittenNotice): Money | null {
  if (data.amount) return money(BigInt(data.amount.ucents), data.amount.currency)
  return owed === null || orderCurrency === null ? null : money(owed, orderCurrency)
}

/** Before the charge it is the default means that will pay; of what was charged the notice knows. */
function meansOf({ kind, data, defaultMeans }: UnwrittenNotice): string | null {
  return data.means ?? (kind === 'renewal.upcoming' || kind === 'card.ending' ? defaultMeans : null)
}

/** What follows from the notice and its services, where whoever told did not say it. */
function dataOf(
  { zone }: Parts,
  notice: UnwrittenNotice,
  services: readonly NoticedService[],
  policy: Policy,
): NoticeData {
  const { kind, data, orderId } = notice
  const isWarning = kind === 'suspension.warning' || kind === 'termination.warning'
  const isExpiry = isWarning && orderId === null && data.cause === undefined
  const suspendAt = kind === 'renewal.failed' ? suspensionOf(notice, services, { policy, zone }) : null
  const lapsesAt = lapseOf(notice)
  const known: NoticeData = {
    ...(isExpiry ? { cause: 'expired' } : {}),
    ...(suspendAt === null ? {} : { suspendAt: suspendAt.toString() }),
    ...(lapsesAt === null || services.length === 0 ? {} : { terminateAt: terminationOf(lapsesAt, services, zone) }),
  }
  return { ...known, ...data }
}

/** When services that a notice is about lapse or have lapsed: their termination counts from there (rule A6). */
function lapseOf({ kind, data, deadline, createdAt }: UnwrittenNotice): Instant | null {
  if (kind === 'expiry.reminder' || kind === 'suspension.warning') return deadline
  return kind === 'service.suspended' && (data.cause === 'unpaid' || data.cause === 'expired') ? createdAt : null
}

/** When the first of them is suspended if nobody pays; null when that is so already, or is for a warning to say. */
function suspensionOf(
  { countsFrom, unpaidFrom, createdAt }: UnwrittenNotice,
  services: readonly NoticedService[],
  circumstances: { readonly policy: Policy; readonly zone: string },
): Instant | null {
  if (countsFrom === null || unpaidFrom === null) return null
  const [first] = services
    .filter((service) => !service.suspensionCauses.includes('unpaid'))
    .map((service) => suspensionMoment({ countsFrom, unpaidFrom }, service.holdUntil, circumstances))
    .sort(Temporal.Instant.compare)
  return first && isBefore(createdAt, first) ? first : null
}

/** When the first of what lapses is terminated (rule A6). */
function terminationOf(lapsesAt: Instant, services: readonly NoticedService[], zone: string): string {
  const days = Math.min(...services.map((service) => service.deletionDays))
  return lapsesAt.toZonedDateTimeISO(zone).add({ days }).toInstant().toString()
}

/** A service's own name is always in its mails: programs look for it there (ovh-api.md 2.3). */
function nameInMails(name: string, displayName: string | null): string {
  return displayName === null || displayName === name ? name : `${displayName} (${name})`
}
