import { findFamily } from '@odnowa/contract/families.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import {
  type FoundService,
  findServicesByName,
  listServicesOfFamily,
  listServicesUnder,
} from '../../services/service-list.store.ts'
import { productFamily } from './product-family.ts'

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
 * The live services that stand at a path, by name. A parameter before the last one names the parent where the family is nested,
 * and no service where it is not (an Exchange organisation).
 */
export async function servicesAt(
  transaction: Transaction,
  accountId: AccountId,
  { family, before, last }: FamilyPath,
): Promise<readonly FoundService[]> {
  const parent = productFamily(family)?.parent ?? null
  if (parent === null) {
    return last
      ? findServicesByName(transaction, accountId, family, last)
      : listServicesOfFamily(transaction, accountId, family)
  }
  if (isNamedByParent(family)) {
    return listServicesUnder(transaction, accountId, family, { family: parent, names: last ?? [] })
  }
  const siblings = await listServicesUnder(transaction, accountId, family, { family: parent, names: before })
  return last ? siblings.filter(({ name }) => last.includes(name)) : siblings
}

/** Whether the last parameter names the parent: the root ends in a literal, and the parent has at most one such service. */
export function isNamedByParent(family: string): boolean {
  return findFamily(family)?.nameParameter === null
}
