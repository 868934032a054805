import type { Transaction } from '../../database/transaction.ts'
import { refuseAsDefault, refuseNoDefault } from '../../payments/change-means.ts'
import { clearDefaultMeans } from '../../payments/means.store.ts'
import { findMeans, writeDescriptions } from '../../payments/means-change.store.ts'
import type { PaymentMeans } from '../../payments/payment.ts'
import { asOf, type RegisteredMeans } from '../../payments/registered-means.ts'
import { problem } from '../../problem/problem.ts'
import { collectWoken } from '../automatic/collect-woken.ts'
import type { Parts } from '../parts.ts'
import { chooseDefaultMeans } from './choose-default-means.ts'
import { lockMeans, type MeansName } from './means-facts.ts'

export interface MeansChange extends MeansName {
  /** What its holder says of it; left out: as it was. */
  readonly description?: string | null | undefined
  /** Left out: as it was. */
  readonly isDefault?: boolean | undefined
}

const longestDescription = 255

/**
 * Changes what is said of a means, or makes it the default: open automatic bills are then collected from it at once (rule P8).
 * @throws NOT_FOUND; PAYMENT_MEANS_NOT_VALID for a default that cannot be charged; DEFAULT_PAYMENT_MEANS when automatic services
 * would be left without one; INVALID_PARAMETER for a description that is too long
 */
export async function changePaymentMeans(parts: Parts, change: MeansChange): Promise<RegisteredMeans> {
  refuseLongDescription(change.description)
  const { means, today, isNewDefault } = await parts.transaction((transaction) => store(transaction, parts, change))
  if (isNewDefault) await collectWoken(parts, [means.accountId])
  return asOf(means, today)
}

async function store(transaction: Transaction, parts: Parts, change: MeansChange) {
  const facts = await lockMeans(transaction, parts, change)
  const { means, today } = facts
  const isNewDefault = change.isDefault === true && !means.isDefault
  if (isNewDefault) {
    refuseAsDefault(means, today)
    await chooseDefaultMeans(transaction, parts, means)
  }
  if (change.isDefault === false && means.isDefault) {
    refuseNoDefault(means, facts)
    await clearDefaultMeans(transaction, [means.accountId])
  }
  const { description } = change
  if (description !== undefined) {
    await writeDescriptions(transaction, [{ ...means, description }], parts.clock.now())
  }
  return { means: await readAgain(transaction, means), today, isNewDefault }
}

async function readAgain(transaction: Transaction, { accountId, id }: PaymentMeans): Promise<PaymentMeans> {
  const means = await findMeans(transaction, accountId, id)
  if (!means) throw new Error(`means ${id} was changed and is not there`)
  return means
}

/** @throws INVALID_PARAMETER */
export function refuseLongDescription(description: string | null | undefined): void {
  if (!description || description.length <= longestDescription) return
  const message = `description: it has ${description.length} characters, the most is ${longestDescription}`
  throw problem('INVALID_PARAMETER', message, { field: 'description' })
}
