import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { collectWoken } from './collect-woken.ts'
import { renewAccounts } from './run-renewals.ts'

/**
 * Orders, bills and collects at once what is due of accounts, after the transaction that woke their services (rule B6, `rebill`): what
 * cannot be done now the sweeps do in their next minute, so the caller, whose own work is done, hears of no error.
 */
export async function renewWoken(parts: Parts, accountIds: readonly AccountId[]): Promise<void> {
  try {
    await renewAccounts(parts, { until: parts.clock.now(), accountIds })
  } catch (error) {
    parts.log.error(
      { accounts: accountIds, error: String(error) },
      'nothing could be ordered at once: the sweep does it',
    )
    return
  }
  await collectWoken(parts, accountIds)
}
