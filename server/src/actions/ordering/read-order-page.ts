import { readOrderedBills } from '../../bills/debt-view.store.ts'
import { readDocuments } from '../../bills/document.store.ts'
import type { BillingDocument } from '../../bills/document.ts'
import { sellerOf, snapshotOf } from '../../bills/issue-document.ts'
import { readAccounts } from '../../customers/account.store.ts'
import { sameSecret } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { OrderFacts } from '../../documents/order-sheet.ts'
import type { OrderId } from '../../identity/identity.ts'
import { readOrders } from '../../orders/order.store.ts'
import type { Order } from '../../orders/order.ts'
import { findOrderAccounts } from '../../orders/order-list.store.ts'
import { statusAt } from '../../orders/status-at.ts'
import { readCompany } from '../../policy/policy.store.ts'
import type { Parts } from '../parts.ts'
import { readAttemptsOn } from '../paying/read-attempts-on.ts'
import { settledBy } from '../paying/settled-by.ts'
import { withPassword } from '../with-password.ts'

export interface OrderPage extends OrderFacts {
  /** The bill and the refunds of the order, as they were issued. */
  readonly documents: readonly BillingDocument[]
}

/**
 * An order for who knows its password (rule O6). The same null for a number that is no order's and for a wrong password, which
 * is compared in constant time. Once the order has a document, seller and customer stand as they stand on that (rule B2).
 */
export async function readOrderPage(
  parts: Parts,
  request: { readonly orderId: OrderId; readonly password: string },
): Promise<OrderPage | null> {
  const { orderId, password } = request
  return parts.transaction(async (transaction) => {
    const [owner] = await findOrderAccounts(transaction, [orderId])
    if (!owner) return null
    const [sealed] = await readOrders(transaction, owner.accountId, [orderId])
    if (!sealed) return null
    const order = withPassword(parts, sealed)
    return sameSecret(order.password, password) ? pageOf(transaction, parts, order) : null
  })
}

async function pageOf(transaction: Transaction, parts: Parts, order: Order): Promise<OrderPage | null> {
  const { accountId, id } = order
  const [account] = await readAccounts(transaction, [accountId])
  if (!account) return null
  const attempts = (await readAttemptsOn(transaction, accountId, [id])).get(id) ?? []
  const sealed = await readDocuments(transaction, { orders: [order] })
  const documents = sealed.map((document) => withPassword(parts, document))
  const [document] = documents
  return {
    order,
    bills: order.kind === 'debt' ? await readOrderedBills(transaction, accountId, id) : [],
    status: statusAt(order, parts.clock.now()),
    seller: document?.seller ?? sellerOf(await readCompany(transaction)),
    customer: document?.customer ?? snapshotOf(account),
    payment: settledBy(attempts),
    documents,
  }
}
