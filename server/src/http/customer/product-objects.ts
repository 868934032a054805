import type { Family } from '@odnowa/contract/families.ts'
import type { FamilyOperation } from '@odnowa/contract/family-operations.ts'
import { asJson } from '@odnowa/contract/json-schema.ts'
import { changeProduct } from '../../actions/services/change-product.ts'
import { findProducts, type ProductView } from '../../actions/services/find-products.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import type { AnyCall } from '../operation.ts'
import { toWireDedicatedServer } from '../wire/products/dedicated-server.ts'
import { toWireDomain } from '../wire/products/domain.ts'
import { toWireDomainZone } from '../wire/products/domain-zone.ts'
import { toWireEmailPro } from '../wire/products/email-pro.ts'
import { toWireHostingWeb } from '../wire/products/hosting-web.ts'
import type { ToWireProduct } from '../wire/products/product.ts'
import { toWireVps } from '../wire/products/vps.ts'
import { isSuspended } from '../wire/service-state.ts'
import { type Answering, readingWith, serviceNamed } from './product-path.ts'

/** The products that have an object of their own, by their family. */
const products: Readonly<Record<string, ToWireProduct>> = {
  'dedicated/server': toWireDedicatedServer,
  domain: toWireDomain,
  'domain/zone': toWireDomainZone,
  'email/pro': toWireEmailPro,
  'hosting/web': toWireHostingWeb,
  vps: toWireVps,
}

type Fields = Readonly<Record<string, unknown>>

/** A product's own object. */
export function readingProduct(family: Family): Answering {
  return readingWith(findProducts, family, toWireProduct)
}

/** Writes what is writable of a product's own object; answers the object where the contract says so. */
export function changingProduct(family: Family, contract: FamilyOperation): Answering {
  const answer = asJson(contract.response).properties
  const writable = writableOf(contract)
  const read = readingProduct(family)
  const handle = async (call: AnyCall) => {
    const { service } = await serviceNamed(family, call)
    const given = Object.entries(call.body as Fields).filter(([name]) => writable.has(name))
    const { displayName, ...settings } = Object.fromEntries(given)
    const { accountId } = call.caller
    const change = { accountId, serviceId: service.id, settings }
    await changeProduct(call.parts, { ...change, displayName: displayName as string | null | undefined })
    return answer && only(Object.keys(answer), (await read.handle(call)) as Fields)
  }
  return { handle, many: null }
}

function writableOf({ body }: FamilyOperation): ReadonlySet<string> {
  const properties = Object.entries((body && asJson(body).properties) ?? {})
  return new Set(properties.filter(([, property]) => !property.readOnly).map(([name]) => name))
}

function only(names: readonly string[], fields: Fields): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name]]))
}

/** A product of a suspended service is gone until it is renewed (rule A7a). What was set on it stands over what is made up. */
function toWireProduct({ parts }: AnyCall, view: ProductView): unknown {
  if (isSuspended(view.standing)) return problem('SERVICE_EXPIRED', 'This service is expired')
  const made = products[view.service.family]?.(wireContext(parts), view)
  return made && { ...made, ...view.settings }
}
