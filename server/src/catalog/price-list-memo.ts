import type { LocalDate } from '../calendar/calendar.ts'
import type { PriceList } from './plan.ts'
import type { PriceWish } from './price-list.ts'

/** At which version of the catalogue a price list was read, and for which date. */
export interface CatalogMoment {
  /** Null: the catalogue has none, and nothing is remembered. */
  readonly version: string | null
  readonly date: LocalDate
}

/** Price lists that were read before. They cannot be outdated: whoever asks has read the catalogue's version just now. */
export interface PriceListMemo {
  recall(moment: CatalogMoment, wish: PriceWish): PriceList | undefined
  remember(moment: CatalogMoment, wish: PriceWish, priceList: PriceList): void
}

/** About 2 kB each. */
const mostRemembered = 5_000

/** Remembers the price lists of one version and date: those of another take their place. */
export function priceListMemo(): PriceListMemo {
  const lists = new Map<string, PriceList>()
  let current = ''
  return {
    recall(moment, wish) {
      return momentKey(moment) === current ? lists.get(wishKey(wish)) : undefined
    },
    remember(moment, wish, priceList) {
      if (moment.version === null) return
      const key = momentKey(moment)
      if (key !== current || lists.size >= mostRemembered) lists.clear()
      current = key
      lists.set(wishKey(wish), priceList)
    },
  }
}

function momentKey({ version, date }: CatalogMoment): string {
  return version === null ? 'none' : `${version} ${date}`
}

/** Codes are told apart by a character that none of them has. */
function wishKey({ currency, codes }: PriceWish): string {
  return [currency, ...codes].join('\n')
}
