import { add, compare, type Money, negate, subtract, zero } from '../money/money.ts'

/** A movement of a prepaid balance, as far as it says whether its money can be asked back. */
export interface CashMovement {
  readonly id: number
  /** As the ledger names it. */
  readonly kind: string
  /** What came in is positive. */
  readonly amount: Money
  /** The customer's own money: not an operator's gift, a refund, a code, or what deferred payment has not brought yet. */
  readonly isCash: boolean
  /** What of it was asked back already. */
  readonly withdrawn: Money
}

/** What of a prepaid balance its customer can have back. */
export interface Retrievable {
  readonly total: Money
  /** Of each movement that brought cash. */
  readonly byMovement: ReadonlyMap<number, Money>
}

/**
 * What is left of the customer's own money. Gifts are spent first, cash after them; a gift that comes later makes nothing retrievable.
 * @param movements all of the balance, oldest first
 * @param available what can be spent now: not more can go back
 */
export function retrievableOf(movements: readonly CashMovement[], available: Money): Retrievable {
  const nothing = zero(available.currency)
  let [cash, gifts] = [nothing, nothing]
  for (const movement of movements) {
    if (isCashMove(movement)) cash = add(cash, movement.amount)
    else if (compare(movement.amount, nothing) > 0) gifts = add(gifts, movement.amount)
    else ({ cash, gifts } = spend({ cash, gifts }, negate(movement.amount)))
  }
  const total = atLeast(least(cash, available), nothing)
  const credits = movements.filter(({ isCash, amount }) => isCash && compare(amount, nothing) > 0)
  const left = credits.map(({ id, amount, withdrawn }) => [id, least(subtract(amount, withdrawn), total)] as const)
  return { total, byMovement: new Map(left) }
}

/** Cash comes, goes back, comes back when it could not be sent, and is taken back by its provider. */
function isCashMove({ kind, isCash }: CashMovement): boolean {
  return isCash || kind === 'withdrawal' || kind === 'withdrawalBack' || kind === 'chargeback'
}

function spend({ cash, gifts }: { readonly cash: Money; readonly gifts: Money }, amount: Money) {
  const fromGifts = least(gifts, amount)
  return { gifts: subtract(gifts, fromGifts), cash: subtract(cash, subtract(amount, fromGifts)) }
}

function least(one: Money, other: Money): Money {
  return compare(one, other) < 0 ? one : other
}

function atLeast(amount: Money, floor: Money): Money {
  return compare(amount, floor) < 0 ? floor : amount
}
