/**
 * The error catalogue: every code that a caller can get, with the HTTP status and the OVH error class it travels under.
 * Codes that OVH publishes keep OVH's spelling (ovh-api.md 1.5); the others are Odnowa's own.
 */
export const errors = {
  // authentication
  INVALID_SIGNATURE: { status: 400, class: 'Client::BadRequest' },
  QUERY_TIME_OUT: { status: 400, class: 'Client::BadRequest' },
  INVALID_KEY: { status: 403, class: 'Client::Forbidden' },
  NOT_CREDENTIAL: { status: 403, class: 'Client::Forbidden' },
  INVALID_CREDENTIAL: { status: 403, class: 'Client::Forbidden' },
  NOT_GRANTED_CALL: { status: 403, class: 'Client::Forbidden' },
  FORBIDDEN: { status: 403, class: 'Client::Forbidden' },
  INVALID_TOKEN: { status: 403, class: 'Client::Forbidden' },
  UNAUTHORIZED: { status: 401, class: 'Client::Unauthorized' },
  TOO_MANY_REQUESTS: { status: 429, class: 'Client::TooManyRequests' },
  // the request
  BAD_REQUEST: { status: 400, class: 'Client::BadRequest' },
  MALFORMED_JSON: { status: 400, class: 'Client::BadRequest' },
  INVALID_PARAMETER: { status: 400, class: 'Client::BadRequest' },
  UNKNOWN_FIELD: { status: 400, class: 'Client::BadRequest' },
  BODY_TOO_LARGE: { status: 413, class: 'Client::PayloadTooLarge' },
  ROUTE_NOT_FOUND: { status: 404, class: 'Client::NotFound' },
  NOT_FOUND: { status: 404, class: 'Client::NotFound' },
  IDEMPOTENCY_CONFLICT: { status: 422, class: 'Client::UnprocessableEntity' },
  // periods and strategies
  INVALID_PERIOD: { status: 400, class: 'Client::BadRequest' },
  PERIOD_NOT_SOLD: { status: 400, class: 'Client::BadRequest' },
  SERVICES_NOT_RENEWABLE_TOGETHER: { status: 400, class: 'Client::BadRequest' },
  SERVICE_ENDING: { status: 409, class: 'Client::Conflict' },
  SERVICE_ONE_SHOT: { status: 409, class: 'Client::Conflict' },
  SERVICE_HAS_OPEN_BILL: { status: 409, class: 'Client::Conflict' },
  SERVICE_EXPIRED: { status: 460, class: 'Client::Expired' },
  // modes: every refused change of mode is a conflict (rule A8)
  MANUAL_NOT_ALLOWED: { status: 409, class: 'Client::Conflict' },
  NO_VALID_PAYMENT_MEANS: { status: 409, class: 'Client::Conflict' },
  PAST_CUT_OFF: { status: 409, class: 'Client::Conflict' },
  // orders and payment
  ORDER_DELIVERED: { status: 409, class: 'Client::Conflict' },
  ORDER_CANCELLED: { status: 409, class: 'Client::Conflict' },
  ORDER_EXPIRED: { status: 409, class: 'Client::Conflict' },
  ORDER_BEING_PAID: { status: 409, class: 'Client::Conflict' },
  TAX_RATE_MISSING: { status: 409, class: 'Client::Conflict' },
  ORDER_OUTDATED: { status: 409, class: 'Client::Conflict' },
  SERVICE_RESERVED: { status: 409, class: 'Client::Conflict' },
  NO_RIGHT_OF_WITHDRAWAL: { status: 409, class: 'Client::Conflict' },
  DEBT_CLOSED: { status: 409, class: 'Client::Conflict' },
  PAYMENT_MEANS_NOT_VALID: { status: 400, class: 'Client::BadRequest' },
  PAYMENT_MEANS_REFUSED: { status: 400, class: 'Client::BadRequest' },
  LAST_PAYMENT_MEANS: { status: 409, class: 'Client::Conflict' },
  DEFAULT_PAYMENT_MEANS: { status: 409, class: 'Client::Conflict' },
  REGISTRATION_UNAVAILABLE: { status: 409, class: 'Client::Conflict' },
  REGISTRATION_OPEN: { status: 409, class: 'Client::Conflict' },
  REGISTRATION_OVER: { status: 409, class: 'Client::Conflict' },
  CHALLENGE_FAILED: { status: 400, class: 'Client::BadRequest' },
  PAYMENT_DECLINED: { status: 402, class: 'Client::PaymentRequired' },
  PAYMENT_INCOMPLETE: { status: 402, class: 'Client::PaymentRequired' },
  BALANCE_TOO_SMALL: { status: 402, class: 'Client::PaymentRequired' },
  PAYMENT_FAILED: { status: 502, class: 'Server::BadGateway' },
  // billing groups
  BILLING_GROUP_IN_USE: { status: 409, class: 'Client::Conflict' },
  SERVICE_IS_OPTION: { status: 409, class: 'Client::Conflict' },
  NOT_RETRIEVABLE: { status: 409, class: 'Client::Conflict' },
  CODE_UNKNOWN: { status: 404, class: 'Client::NotFound' },
  CODE_EXPIRED: { status: 409, class: 'Client::Conflict' },
  CODE_USED: { status: 409, class: 'Client::Conflict' },
  CODE_CURRENCY: { status: 409, class: 'Client::Conflict' },
  // bills and refunds
  NOTHING_TO_REFUND: { status: 400, class: 'Client::BadRequest' },
  // operators
  ALREADY_EXISTS: { status: 409, class: 'Client::Conflict' },
  CONFLICT: { status: 409, class: 'Client::Conflict' },
  CLOCK_BACKWARD: { status: 400, class: 'Client::BadRequest' },
  // the server
  UNAVAILABLE: { status: 503, class: 'Server::ServiceUnavailable' },
  INTERNAL: { status: 500, class: 'Server::InternalServerError' },
} as const satisfies Record<string, { status: number; class: string }>

export type ErrorCode = keyof typeof errors
