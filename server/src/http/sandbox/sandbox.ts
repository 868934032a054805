import { mountBehindGate, mountRoutes } from '../admin/gate.ts'
import type { PlainRoutes } from '../setup.ts'
import { clockRoutes } from './clock.ts'
import { credentialRoutes } from './credentials.ts'
import { gatewayRoutes } from './gateway.ts'
import { mailRoutes } from './mails.ts'
import { resetRoutes } from './reset.ts'
import { takeTurns } from './turns.ts'

/** `/sandbox`: what only a sandbox has, behind the admin token. In production there is no such route. */
export const sandboxRoutes: PlainRoutes = (app, setup) => {
  const { sandbox } = setup
  if (setup.mode !== 'sandbox' || !sandbox) return
  const turns = takeTurns()
  const routes = [
    ...clockRoutes(sandbox, turns),
    ...gatewayRoutes,
    ...mailRoutes,
    ...credentialRoutes,
    ...resetRoutes(sandbox, turns),
  ]
  mountBehindGate(app, setup, (inside, operatorOf) => mountRoutes(inside, setup, routes, operatorOf))
}
