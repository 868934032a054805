import { findFamily } from '@odnowa/contract/families.ts'
import type { ServicePlace } from '../services/service.store.ts'

/** A path below a product family's root, told by the values of the root's parameters. */
export interface FamilyPath {
  /** A product family's name: `hosting/web/emailOption`. */
  readonly family: string
  /** Values of the parameters but the last, in order. */
  readonly before: readonly string[]
  /** Values of the last parameter: several in a batch; null: all that there are. */
  readonly last: readonly string[] | null
}

/**
 * Where the services of a path stand. A parameter before the last one names the parent where the family is nested, and no
 * service where it is not (an Exchange organisation).
 */
export function placeOf({ family, before, last }: FamilyPath): ServicePlace {
  const row = findFamily(family)
  if (!row) throw new Error(`${family} is no product family`)
  if (row.parent === null) return { family, names: last, parents: null }
  if (row.nameParameter === null) return { family, names: null, parents: { family: row.parent, names: last ?? [] } }
  return { family, names: last, parents: { family: row.parent, names: before } }
}

/** Whether the last parameter names the parent: the root ends in a literal, and the parent has at most one such service. */
export function isNamedByParent(family: string): boolean {
  return findFamily(family)?.nameParameter === null
}
