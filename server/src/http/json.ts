import { problem } from '../problem/problem.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a body that should be JSON, whatever its Content-Type says: node-ovh sends none in OAuth mode.
 * @returns undefined for an empty body, which is no error (node-ovh and php-ovh send one with a Content-Type of JSON)
 * @throws MALFORMED_JSON with the position of the first character that does not belong
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decode(bytes)
  if (/^[ \t\r\n]*$/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    const what = error instanceof Error ? error.message : ''
    const position = positionOf(what, text)
    throw problem('MALFORMED_JSON', `The body is no JSON: ${reason(what)} at position ${position}`, {
      position: String(position),
    })
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw problem('MALFORMED_JSON', 'The body is no JSON: it is not encoded in UTF-8')
  }
}

/** V8 names the position of some errors, and quotes the surroundings of others: both would repeat the body. */
function reason(message: string): string {
  return message.replace(/(, (\.\.\.)?".*| in JSON at position .*| in JSON|JSON input)$/s, (end) =>
    end === 'JSON input' ? 'the text' : '',
  )
}

function positionOf(message: string, text: string): number {
  const named = /at position (\d+)/.exec(message)?.[1]
  if (named !== undefined) return Number(named)
  return isUnexpectedToken(text) ? firstUnexpected(text) : text.length
}

/** The shortest beginning of the text that holds an unexpected token ends with it: found by halving. */
function firstUnexpected(text: string): number {
  let low = 0
  let high = text.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (isUnexpectedToken(text.slice(0, middle + 1))) high = middle
    else low = middle + 1
  }
  return low
}

function isUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text)
    return false
  } catch (error) {
    return error instanceof Error && error.message.startsWith('Unexpected token')
  }
}
