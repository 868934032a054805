import { namingLog } from '../actions/log-context.ts'
import type { Parts, Seal } from '../actions/parts.ts'
import { realClock } from '../calendar/calendar.ts'
import { refusal } from '../database/refusal.ts'
import type { RunTransaction } from '../database/transaction.ts'
import { noGateway } from '../gateways/no-gateway.ts'
import { sandboxGateway } from '../gateways/sandbox-gateway.ts'
import { sandboxRegistrar } from '../gateways/sandbox-registrar.ts'
import { smtpMailer } from '../gateways/smtp-mailer.ts'
import { webhookPoster } from '../gateways/webhook-poster.ts'
import type { Sandbox } from '../operators/sandbox.ts'
import { insertSealProbe, readSealProbe } from './house.store.ts'
import type { HousePlan } from './house-plan.ts'
import { meteredGateway } from './metered-gateway.ts'
import type { Metrics } from './metrics.ts'
import { movableClock } from './movable-clock.ts'
import { makeSeal } from './seal.ts'
import { demoKeys } from './secrets.ts'

/** The parts of a house, and what only a sandbox has beside them. */
export interface Joined {
  readonly parts: Parts
  /** Null in production. */
  readonly sandbox: Sandbox | null
}

/**
 * Chooses an implementation for each port and joins them with the rest.
 * @throws SECRET_KEY_MISMATCH (a Refusal) when the database was sealed under another key
 */
export async function joinParts(plan: HousePlan, transaction: RunTransaction, metrics: Metrics): Promise<Joined> {
  const seal = makeSeal(plan.secretKey)
  await checkSecretKey(transaction, seal)
  const { timezone: zone, publicUrl } = plan
  const log = namingLog(plan.log)
  const common = { transaction, seal, log, meter: metrics.meter, zone, publicUrl, ...postOf(plan) }
  const { noteCall } = metrics
  if (plan.mode === 'production')
    return { parts: { ...common, clock: realClock, gateway: meteredGateway(noGateway, noteCall) }, sandbox: null }
  const clock = await movableClock(transaction)
  const gateway = meteredGateway(sandboxGateway({ transaction, clock, zone }), noteCall)
  const registrar = sandboxRegistrar({ transaction, publicUrl })
  return {
    parts: { ...common, clock, gateway, registrar },
    sandbox: { clock, keys: demoKeys(plan.secretKey) },
  }
}

/** By what mails and webhooks leave the house. */
function postOf({ smtpUrl, publicUrl, webhookPrivate, mode }: HousePlan): Pick<Parts, 'mailer' | 'poster'> {
  const mailer = smtpUrl ? smtpMailer({ url: smtpUrl, from: `no-reply@${new URL(publicUrl).hostname}` }) : null
  const isPrivateAllowed = (webhookPrivate ?? (mode === 'sandbox' ? 'allow' : 'refuse')) === 'allow'
  return { mailer, poster: webhookPoster({ allowPrivate: isPrivateAllowed }) }
}

/** Fails at once, rather than with the first request that must open what another key has sealed. */
async function checkSecretKey(transaction: RunTransaction, seal: Seal): Promise<void> {
  const probe = await transaction(async (open) => {
    if (!(await readSealProbe(open))) await insertSealProbe(open, seal.seal('odnowa'))
    return readSealProbe(open) // another server, which starts at the same time, may have been faster
  })
  try {
    if (probe) seal.open(probe)
  } catch {
    throw refusal(
      'SECRET_KEY_MISMATCH',
      'the secrets in this database were sealed under another secret key: give the key that it was made with (ODNOWA_SECRET_KEY, or secret.key in the data folder)',
    )
  }
}
