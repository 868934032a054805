import { type ApiError, apiError } from './errors.ts'

/** What was asked, as errors name it. */
export interface Asked {
  readonly method: string
  /** Path without query. */
  readonly path: string
}

/** An answer as it came: its text read, parsed where it is JSON. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Reads the three forms of errors that are in use (ovh-api.md 1.5), and OAuth2's, and texts that are no JSON at all. */
export function refusalOf(asked: Asked, { status, headers, body }: Answered): ApiError {
  const fields = isRecord(body) ? body : {}
  const word = textOf(fields.error)
  const details = detailsOf(fields.details)
  return apiError({
    ...asked,
    status,
    text: textOf(fields.message) ?? textOf(fields.error_description) ?? word ?? plainText(body),
    errorClass: textOf(fields.class),
    errorCode: textOf(fields.errorCode) ?? word?.toUpperCase() ?? null,
    queryId: headers.get('x-ovh-queryid') ?? textOf(fields.queryId),
    details,
    retryAfterSeconds: secondsOf(headers.get('retry-after') ?? details.retryAfter ?? null),
  })
}

/** The error of one row of a batch; its form is OVHcloud's own secret, so whatever is there is taken. */
export function refusalOfRow(asked: Asked, error: unknown): ApiError {
  const fields = isRecord(error) ? error : { message: error }
  const status = Number.parseInt(String(fields.httpCode ?? fields.status ?? fields.code ?? ''), 10)
  const body = { ...fields, message: textOf(fields.message) ?? 'this id of a batch was refused' }
  return refusalOf(asked, {
    status: status >= 400 && status < 600 ? status : statusOfClass(fields.class),
    headers: new Headers(),
    body,
  })
}

function statusOfClass(errorClass: unknown): number {
  if (errorClass === 'Client::NotFound') return 404
  if (errorClass === 'Client::Forbidden') return 403
  return String(errorClass).startsWith('Server::') ? 500 : 400
}

function secondsOf(written: string | null): number | null {
  if (written === null) return null
  if (/^\d+(\.\d+)?$/.test(written.trim())) return Number(written)
  const until = Date.parse(written)
  return Number.isNaN(until) ? null : Math.max(0, (until - Date.now()) / 1000)
}

function detailsOf(details: unknown): Readonly<Record<string, string>> {
  if (!isRecord(details)) return {}
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}

/** A proxy's page is cut short: its beginning says what it is. */
function plainText(body: unknown): string {
  const text =
    typeof body === 'string'
      ? body
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim()
      : ''
  return text === '' ? 'no reason was given' : text.slice(0, 200)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
