/** Everything that this package throws, besides the reason of a caller's own `signal`. */
export class OdnowaError extends Error {
  /** A word to decide by: the server's own (`SERVICE_ENDING`), or `TIMEOUT`, `NETWORK`, `CONFIGURATION`, `INVALID_ANSWER`. */
  readonly code: string

  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }

  toJSON(): Record<string, unknown> {
    return { name: this.name, code: this.code, message: this.message }
  }
}

/** What cannot work whatever the server says: an endpoint, a credential or a parameter that is not well formed. */
export class ConfigurationError extends OdnowaError {
  constructor(message: string) {
    super('CONFIGURATION', message)
  }
}

/** No whole answer within `timeoutSeconds`. Whether the call was done is unknown. */
export class TimeoutError extends OdnowaError {
  constructor(message: string) {
    super('TIMEOUT', message)
  }
}

/** No answer: no connection, or one that broke. Whether the call was done is unknown. */
export class NetworkError extends OdnowaError {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super('NETWORK', message, options)
  }
}

/** What a server said when it refused a call. */
export interface Refusal {
  readonly method: string
  /** Path without query: `/me/order/1`. */
  readonly path: string
  readonly status: number
  /** The server's own words. */
  readonly text: string
  /** `Client::NotFound`; null where the server did not tell. */
  readonly errorClass: string | null
  /** `NOT_GRANTED_CALL`; null where the server did not tell. */
  readonly errorCode: string | null
  /** What OVHcloud's support asks for. */
  readonly queryId: string | null
  readonly details: Readonly<Record<string, string>>
  /** Seconds that the server asks to wait for; null where it did not. */
  readonly retryAfterSeconds: number | null
}

/** An answer that is an error. The subclasses below say what kind. */
export class ApiError extends OdnowaError {
  readonly status: number
  readonly errorClass: string | null
  readonly errorCode: string | null
  readonly queryId: string | null
  readonly details: Readonly<Record<string, string>>
  readonly method: string
  readonly path: string
  readonly retryAfterSeconds: number | null

  constructor(refusal: Refusal) {
    const { method, path, status, text, errorClass, errorCode, queryId, details, retryAfterSeconds } = refusal
    const asked = queryId === null ? '' : ` (query id ${queryId})`
    super(errorCode ?? codeOfClass(errorClass) ?? `HTTP_${status}`, `${method} ${path}: ${status} ${text}${asked}`)
    this.status = status
    this.errorClass = errorClass
    this.errorCode = errorCode
    this.queryId = queryId
    this.details = details
    this.method = method
    this.path = path
    this.retryAfterSeconds = retryAfterSeconds
  }

  override toJSON(): Record<string, unknown> {
    const { status, errorClass, errorCode, queryId, details, method, path } = this
    return { ...super.toJSON(), status, errorClass, errorCode, queryId, details, method, path }
  }
}

/** 400, 413, 422: the request itself is wrong; `details.field` names the field where the server tells. */
export class BadRequestError extends ApiError {}

/** 401: no credential, or one that is not taken any more. */
export class UnauthorizedError extends ApiError {}

/** 402: the payment was declined, or the balance does not suffice. */
export class PaymentDeclinedError extends ApiError {}

/** 403: the credential may not do this. */
export class ForbiddenError extends ApiError {
  /** The access rule that a consumer key lacks: `POST /me/order/1/pay`; null where it is not that. */
  get missingRule(): string | null {
    const granted = this.errorCode === 'NOT_GRANTED_CALL' || /not been granted/i.test(this.message)
    return granted ? `${this.details.method ?? this.method} ${this.details.path ?? this.path}` : null
  }

  /** OVHcloud's names of the rights that a service account lacks: `account:apiovh:me/order/pay`; empty where not told. */
  get missingRights(): readonly string[] {
    const { unauthorizedActionsByAuthentication = '', unauthorizedActionsByIAM = '' } = this.details
    return `${unauthorizedActionsByAuthentication},${unauthorizedActionsByIAM}`
      .split(/[\s,]+/)
      .filter((one) => one !== '')
  }
}

/** 404: there is no such thing, or it is another account's. */
export class NotFoundError extends ApiError {}

/** 409: not in this state. */
export class ConflictError extends ApiError {}

/** 460: the service has expired. */
export class ExpiredError extends ApiError {}

/** 429; `retryAfterSeconds` where the server says how long to wait. */
export class TooManyRequestsError extends ApiError {}

/** 500 and above: not the caller's fault. */
export class ServerError extends ApiError {}

/** The error of a status, as the class that means it. */
export function apiError(refusal: Refusal): ApiError {
  const { status } = refusal
  const Kind = kinds[status] ?? (status >= 500 ? ServerError : ApiError)
  return new Kind(refusal)
}

const kinds: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: UnauthorizedError,
  402: PaymentDeclinedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  413: BadRequestError,
  422: BadRequestError,
  429: TooManyRequestsError,
  460: ExpiredError,
}

/** `NOT_FOUND` of `Client::NotFound`. */
function codeOfClass(errorClass: string | null): string | null {
  const word = errorClass?.split('::').at(-1)
  return word ? word.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase() : null
}
