import { readTransactions } from '../../actions/paying/read-transactions.ts'
import type { MeansId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { toWireTransaction, toWireTransactionStatus } from '../wire/payment-transaction.ts'

/** Each charge of a registered means, and each refund to one. */
export const transactionOperations: readonly Operation[] = [
  operation('GET /me/payment/transaction', async ({ parts, caller: { accountId }, query }) => {
    const meansId = query.paymentMethodId as MeansId | undefined
    const transactions = await readTransactions(parts, { accountId, meansId })
    return transactions
      .filter((one) => query.status === undefined || toWireTransactionStatus(one) === query.status)
      .map(({ number }) => number)
  }),

  operation(
    'GET /me/payment/transaction/{transactionId}',
    async ({ parts, caller: { accountId }, params }) => {
      const number = idParameter(params.transactionId, 'transactionId')
      const [transaction] = await readTransactions(parts, { accountId, numbers: [number] })
      if (transaction) return toWireTransaction(wireContext(parts), transaction)
      throw problem('NOT_FOUND', `there is no transaction ${number}`)
    },
    {
      many: ({ parts, caller: { accountId } }, texts) =>
        manyIds(texts, 'transactionId', async (numbers) => {
          const transactions = await readTransactions(parts, { accountId, numbers })
          return new Map(transactions.map((one) => [one.number, toWireTransaction(wireContext(parts), one)]))
        }),
    },
  ),
]
