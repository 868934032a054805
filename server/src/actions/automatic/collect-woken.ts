import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { collectDebts } from './collect-debts.ts'

/**
 * Collects the bills of accounts at once, after the transaction that woke them (rule P8): what cannot be done now the sweep does in its
 * next minute, so the caller, whose own work is done, hears of no error.
 */
export async function collectWoken(parts: Parts, accountIds: readonly AccountId[]): Promise<void> {
  try {
    await collectDebts(parts, { until: parts.clock.now(), accountIds })
  } catch (error) {
    parts.log.error(
      { accounts: accountIds, error: String(error) },
      'bills could not be collected at once: the sweep does it',
    )
  }
}
