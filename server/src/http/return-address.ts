import { problem } from '../problem/problem.ts'

const longestAddress = 2048

/**
 * Where a holder is sent when he has been at the provider: an absolute http or https address; an empty one is none.
 * @throws INVALID_PARAMETER naming the field
 */
export function returnAddress(text: string | null | undefined, field: string): string | null {
  if (text === null || text === undefined || text.trim() === '') return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && ['http:', 'https:'].includes(url.protocol) && url.href.length <= longestAddress) return url.href
  const message = `${field}: write a whole address that begins with https:// or http://, of ${longestAddress} characters at most`
  throw problem('INVALID_PARAMETER', message, { field })
}
