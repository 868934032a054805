import type {
  MeCreditBalanceMovement,
  MeCreditBalanceMovementSubObject,
  MeCreditBalanceMovementTypeEnum,
} from '@odnowa/contract/models/me-credit.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { BalanceMovement } from '../../ledger/balance.ts'
import type { WireContext } from '../context.ts'
import { prepaidBalanceName } from './credit-balance.ts'
import { toWirePrice } from './price.ts'

/** me.credit.balance.movement.TypeEnum, by the ledger's kinds of movements. */
const types: Readonly<Record<string, MeCreditBalanceMovementTypeEnum>> = {
  adjustment: 'MANUAL',
  voucher: 'VOUCHER',
  withdrawal: 'REFUND',
  withdrawalBack: 'CANCEL',
  payment: 'USE',
  overpayment: 'ORDER',
  unsettled: 'ORDER',
  topUp: 'ORDER',
  payout: 'REFUND',
  balanceBack: 'REFUND',
  chargeback: 'UNPAID',
}

/** me.credit.balance.Movement: what credits the balance is its source, what it pays its destination. */
export function toWireCreditMovement({ zone }: WireContext, movement: BalanceMovement): MeCreditBalanceMovement {
  const date = toWireDateTime(movement.at, zone)
  const balance = { id: prepaidBalanceName, name: 'balance' }
  const isCredit = movement.amount.ucents > 0n
  return {
    amount: toWirePrice(movement.amount),
    balanceName: prepaidBalanceName,
    creationDate: date,
    destinationObject: isCredit ? null : causeOf(movement),
    expirationDate: null,
    lastUpdate: date,
    movementId: movement.id,
    orderId: movement.orderId,
    sourceObject: isCredit ? causeOf(movement) : balance,
    type: types[movement.kind] ?? 'MANUAL',
  }
}

function causeOf({ id, orderId, documentId }: BalanceMovement): MeCreditBalanceMovementSubObject {
  if (documentId !== null) return { id: documentId, name: 'refund' }
  return orderId === null ? { id: String(id), name: 'movement' } : { id: String(orderId), name: 'order' }
}
