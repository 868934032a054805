import { randomUUID } from 'node:crypto'
import { realClock } from '../calendar/calendar.ts'

let count = 0

/**
 * The id under which one request can be found in the log, in the form of OVH's `X-OVH-QUERYID`:
 * `EU.ext-1.<seconds, hex>.<count>.<random, hex>`.
 */
export function newQueryId(): string {
  count += 1
  const seconds = Math.floor(realClock.now().epochMilliseconds / 1000)
  return `EU.ext-1.${seconds.toString(16)}.${count}.${randomUUID().replaceAll('-', '')}`
}
