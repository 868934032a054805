import type { PlainRoutes } from '../setup.ts'
import { accountKeyRoutes } from './account-keys.ts'
import { accountRoutes } from './accounts.ts'
import { attemptRoutes } from './attempts.ts'
import { balanceRoutes } from './balance.ts'
import { bundleRoutes } from './bundles.ts'
import { calendarAddressRoutes } from './calendars.ts'
import { codeRoutes } from './codes.ts'
import { mountBehindGate, mountRoutes } from './gate.ts'
import { noticeRoutes } from './notices.ts'
import { paymentMeansRoutes } from './payment-means.ts'
import { planRoutes } from './plans.ts'
import { pointRoutes } from './points.ts'
import { policyRoutes } from './policy.ts'
import { recordRoutes } from './records.ts'
import { refundRoutes } from './refunds.ts'
import type { AdminRoute } from './route.ts'
import { runRoutes } from './runs.ts'
import { mountServiceCreation } from './service-creation.ts'
import { serviceRoutes } from './services.ts'
import { tokenRoutes } from './tokens.ts'
import { mountVerify } from './verify.ts'
import { webhookRoutes } from './webhooks.ts'
import { withdrawalRoutes } from './withdrawals.ts'

/** Every route of the operator API but the one that takes streams. */
const routes: readonly AdminRoute[] = [
  ...planRoutes,
  ...bundleRoutes,
  ...accountRoutes,
  ...accountKeyRoutes,
  ...calendarAddressRoutes,
  ...paymentMeansRoutes,
  ...balanceRoutes,
  ...codeRoutes,
  ...pointRoutes,
  ...serviceRoutes,
  ...attemptRoutes,
  ...refundRoutes,
  ...policyRoutes,
  ...noticeRoutes,
  ...recordRoutes,
  ...runRoutes,
  ...tokenRoutes,
  ...webhookRoutes,
  ...withdrawalRoutes,
]

/** `/admin`: the operator API, behind the admin token. */
export const adminRoutes: PlainRoutes = (app, setup) => {
  mountBehindGate(app, setup, (inside, operatorOf) => {
    mountRoutes(inside, setup, routes, operatorOf)
    mountServiceCreation(inside, setup, operatorOf)
    mountVerify(inside, setup)
  })
}
