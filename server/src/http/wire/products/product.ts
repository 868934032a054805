import { hash } from 'node:crypto'
import type { IamResourceMetadata } from '@odnowa/contract/models/iam.generated.ts'
import type { ServiceView } from '../../../actions/services/view-services.ts'
import type { WireContext } from '../../context.ts'

/**
 * Writes a product's own object. Odnowa sells renewals and runs no products: what is not known of one is a sensible value, made
 * from the service's id so that it is always the same.
 */
export type ToWireProduct = (context: WireContext, view: ServiceView) => object

/** iam.ResourceMetadata. */
export function iam({ service }: ServiceView, resourceType: string): IamResourceMetadata {
  const urn = `urn:v1:eu:resource:${resourceType}:${service.name}`
  return { displayName: service.displayName ?? service.name, id: uuidOf(urn), tags: {}, urn }
}

/** An address of the ranges that are kept for documentation (RFC 5737). */
export function exampleIpv4({ service }: ServiceView): string {
  const range = ['192.0.2', '198.51.100', '203.0.113'][service.id % 3] ?? '192.0.2'
  return `${range}.${1 + (Math.floor(service.id / 3) % 254)}`
}

/** The same by RFC 3849. */
export function exampleIpv6({ service }: ServiceView): string {
  return `2001:db8::${(service.id % 0x10000).toString(16)}`
}

/** One of a list, the same for the same service. */
export function pick<const Value>({ service }: ServiceView, values: readonly [Value, ...Value[]]): Value {
  return values[service.id % values.length] ?? values[0]
}

/** A UUID of version 8, made from a text. */
function uuidOf(text: string): string {
  const digits = hash('sha256', text, 'hex')
  const variant = '89ab'[Number.parseInt(digits[16] ?? '0', 16) % 4]
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
