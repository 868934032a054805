import { localDate } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import { readerOf } from '../../documents/reader.ts'
import { type Money, money } from '../../money/money.ts'
import type { LetterFacts } from '../../notices/letter-facts.ts'
import type { NoticeData, NoticeKind } from '../../notices/notice.ts'
import { type NoticedService, readNoticedServices } from '../../notices/noticed-service.store.ts'
import type { UnwrittenNotice } from '../../notices/outbox.store.ts'
import { readPolicy } from '../../policy/policy.store.ts'
import type { Policy } from '../../policy/policy.ts'
import { type ComingPrice, priceRenewals } from '../ordering/price-renewals.ts'
import type { Parts } from '../parts.ts'
import { completeData } from './complete-data.ts'

interface Named {
  readonly notice: UnwrittenNotice
  readonly services: readonly NoticedService[]
}

/** A notice with what was read for its mail. */
export interface Found extends Named {
  readonly price: ComingPrice | null
  readonly policy: Policy
}

/** Reads what mails say beside their notices, in a few statements for any number of them. Locks nothing. */
export async function findFacts(
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

/** All that a mail is made of, its secrets opened. @throws Error for what was sealed under another key */
export function toLetterFacts(parts: Parts, { notice, services, price, policy }: Found): LetterFacts {
  const { kind, deadline, nichandle, firstname, language, documentId, documentKind, documentSealed } = notice
  const { orderId, orderStatus, orderSealed } = notice
  const { zone, publicUrl, seal } = parts
  return {
    ...{ kind, deadline, zone, publicUrl, reader: readerOf(language), account: { nichandle, firstname } },
    data: withLink(parts, completeData({ notice, services, policy, zone })),
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

/** A service's own name is always in its mails: programs look for it there (ovh-api.md 2.3). */
function nameInMails(name: string, displayName: string | null): string {
  return displayName === null || displayName === name ? name : `${displayName} (${name})`
}
