import type { FastifyCorsOptions } from '@fastify/cors'

/** What browsers of any origin may call: the API and its tokens. Never pages, nor what operators call. */
const open = /^\/(1\.0|v1|auth\/oauth2\/token)([/?]|$)/

const anyOrigin: FastifyCorsOptions = {
  origin: '*',
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: [
    'Accept',
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'Pragma',
    'X-Ovh-Application',
    'X-Ovh-Batch',
    'X-Ovh-Consumer',
    'X-Ovh-Signature',
    'X-Ovh-Timestamp',
    'X-Pagination-Filter',
    'X-Pagination-Mode',
    'X-Pagination-Number',
    'X-Pagination-Size',
    'X-Pagination-Sort',
    'X-Pagination-Sort-Order',
  ],
  exposedHeaders: [
    ...['Deprecation', 'Link', 'Retry-After', 'Sunset'],
    ...['X-OVH-QUERYID', 'X-Pagination-Elements', 'X-Renewal-Strategies-Truncated'],
  ],
  maxAge: 86_400,
  strictPreflight: false,
}

/** The CORS of a URL: credentials travel in headers that no browser sends by itself, so any origin may use them. */
export function corsOf(url: string): FastifyCorsOptions {
  return open.test(url) ? anyOrigin : { origin: false }
}
