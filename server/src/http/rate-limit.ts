import type { Instant } from '../calendar/calendar.ts'
import { problem } from '../problem/problem.ts'

/** Counts a request of a credential at an instant of real time. @throws TOO_MANY_REQUESTS with `details.retryAfter`, seconds */
export type CountRequest = (credential: string, now: Instant) => void

const windowMilliseconds = 60_000

/**
 * A limit of requests a minute for each credential, counted by this process alone; a minute begins with the first request in it.
 * @param limit 0 for none
 */
export function rateLimit(limit: number): CountRequest {
  const windows = new Map<string, { readonly until: number; count: number }>()
  let sweepAt = 0
  return (credential, now) => {
    if (limit === 0) return
    const time = now.epochMilliseconds
    if (time >= sweepAt) {
      for (const [name, window] of windows) if (window.until <= time) windows.delete(name)
      sweepAt = time + windowMilliseconds
    }
    const current = windows.get(credential)
    const window = current && current.until > time ? current : { until: time + windowMilliseconds, count: 0 }
    windows.set(credential, window)
    window.count += 1
    if (window.count > limit) throw tooMany(limit, Math.ceil((window.until - time) / 1000))
  }
}

function tooMany(limit: number, retryAfter: number) {
  return problem(
    'TOO_MANY_REQUESTS',
    `More than ${limit} requests in a minute with this credential: wait ${retryAfter} s`,
    { retryAfter: String(retryAfter) },
  )
}
