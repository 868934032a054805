import type { Operation } from '@odnowa/contract/operation.ts'
import { httpDate } from '../calendar/library-date.ts'

/** The July 2024 schemas call those deprecated that do not say since when (ovh-api.md 2.3). */
const knownSince = '2024-07-01T00:00:00Z'

/**
 * The headers of an operation that OVH means to delete: `Deprecation` with the second since when (RFC 9745), `Sunset` with the day
 * for which the end was announced (RFC 8594), and a link to what to call instead. None for any other.
 * @param branch `/1.0`
 */
export function deprecationHeaders(
  { status, deprecation }: Pick<Operation, 'status' | 'deprecation'>,
  branch: string,
): Readonly<Record<string, string>> {
  if (status !== 'deprecated') return {}
  const since = Temporal.Instant.from(deprecation?.since ?? knownSince)
  const headers = { Deprecation: `@${since.epochMilliseconds / 1000}` }
  if (deprecation === undefined) return headers
  const { deletion, replacement } = deprecation
  return {
    ...headers,
    Sunset: httpDate(Temporal.Instant.from(deletion)),
    Link: `<${branch}${replacement}>; rel="successor-version"`,
  }
}
