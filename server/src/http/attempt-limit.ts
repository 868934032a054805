import type { Parts } from '../actions/parts.ts'
import type { Instant } from '../calendar/calendar.ts'
import { plainAddress } from '../customers/allowed-ips.ts'
import { problem } from '../problem/problem.ts'

/** Attempts with a wrong password or token that one address has in a minute, in sandboxes too. */
export const attemptsPerMinute = 10
const windowMilliseconds = 60_000
/** Addresses remembered at a time; past this the oldest are forgotten. */
const mostAddresses = 100_000

/**
 * Counts an attempt before it is judged, so that many at once do not slip through together. The answer takes it back: it is
 * called when the attempt was right.
 * @throws TOO_MANY_REQUESTS with `details.retryAfter`, seconds, when the address has no attempt left
 */
export type Attempt = (address: string, now: Instant) => () => void

/** A limit that the pages of one server share, counted by this process alone. An IPv6 network of 64 bits counts as one address. */
export function attemptLimit(): Attempt {
  const attempts = new Map<string, number[]>()
  return (address, now) => {
    const time = now.epochMilliseconds
    const who = network(address)
    const recent = (attempts.get(who) ?? []).filter((at) => at > time - windowMilliseconds)
    if (recent.length >= attemptsPerMinute) throw tooMany((recent[0] ?? time) + windowMilliseconds - time)
    recent.push(time)
    attempts.delete(who)
    if (attempts.size >= mostAddresses) attempts.delete(attempts.keys().next().value ?? '')
    attempts.set(who, recent)
    return () => takeBack(attempts.get(who), time)
  }
}

const limits = new WeakMap<object, Attempt>()

/** The limit of the server that is built from these parts: one for all its pages and operations. */
export function attemptLimitOf(parts: Parts): Attempt {
  const limit = limits.get(parts) ?? attemptLimit()
  limits.set(parts, limit)
  return limit
}

function takeBack(recent: number[] | undefined, time: number): void {
  const index = recent?.lastIndexOf(time) ?? -1
  if (index >= 0) recent?.splice(index, 1)
}

function tooMany(milliseconds: number) {
  const retryAfter = Math.max(1, Math.ceil(milliseconds / 1000))
  return problem('TOO_MANY_REQUESTS', `Too many attempts from your address: wait ${retryAfter} s and try again`, {
    retryAfter: String(retryAfter),
  })
}

/** The first 64 bits of an IPv6 address, which one subscriber has to himself; an IPv4 address as it is. */
function network(address: string): string {
  const plain = plainAddress(address)
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const left = head.split(':').filter((group) => group !== '')
  const missing = tail === undefined ? 0 : 8 - left.length - tail.split(':').filter((group) => group !== '').length
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...(tail ?? '').split(':')]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
