import { readBundleRules, readPricedPlans } from '../../catalog/plan.store.ts'
import type { PriceList } from '../../catalog/plan.ts'
import { type PriceWish, priceLists } from '../../catalog/price-list.ts'
import { type CatalogMoment, priceListMemo } from '../../catalog/price-list-memo.ts'
import type { Transaction } from '../../database/transaction.ts'

const memo = priceListMemo()

/**
 * Price lists as they are at a version of the catalogue that was read just now. One that was read at this version before is not
 * read again; it cannot have changed. Should the catalogue change while a list is read, it is remembered under a version that
 * nobody will find any more.
 * @returns the lists in the order of the wishes
 */
export async function loadPriceLists(
  transaction: Transaction,
  moment: CatalogMoment,
  wishes: readonly PriceWish[],
): Promise<readonly PriceList[]> {
  const known = wishes.map((wish) => memo.recall(moment, wish))
  const missing = wishes.filter((_, position) => known[position] === undefined)
  const read = (missing.length === 0 ? [] : await readPriceLists(transaction, moment, missing)).values()
  return known.map((list) => list ?? (read.next().value as PriceList))
}

async function readPriceLists(
  transaction: Transaction,
  moment: CatalogMoment,
  wishes: readonly PriceWish[],
): Promise<readonly PriceList[]> {
  const codes = [...new Set(wishes.flatMap((wish) => wish.codes))]
  const currencies = [...new Set(wishes.map((wish) => wish.currency))]
  const [rows, bundles] = await Promise.all([
    readPricedPlans(transaction, codes, currencies, moment.date),
    readBundleRules(transaction, codes, currencies, moment.date),
  ])
  const listOf = priceLists(rows, bundles)
  return wishes.map((wish) => {
    const list = listOf(wish.currency, wish.codes)
    memo.remember(moment, wish, list)
    return list
  })
}
