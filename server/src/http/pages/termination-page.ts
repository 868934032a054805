import { confirmTermination } from '../../actions/services/confirm-termination.ts'
import { type AskedTermination, readTermination } from '../../actions/services/read-termination.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { sendPage } from '../page.ts'
import type { PlainRoutes } from '../setup.ts'
import { mountMailedLink } from './mailed-link.ts'
import { refusedTermination, terminatedPage, terminationForm } from './termination-view.ts'

/** `/billing/confirmTerminate?id=&token=`: ends a service. */
export const terminationPageRoutes: PlainRoutes = (app, setup) =>
  mountMailedLink<AskedTermination>(app, setup, {
    path: '/billing/confirmTerminate',
    read: ({ id, token }) => readTermination(setup.parts, { serviceId: id as ServiceId, token }),
    form: terminationForm,
    async act({ reply }, asked, { token }) {
      const { id: serviceId } = asked.service
      await confirmTermination(setup.parts, { serviceId, token, accountId: null, said: {} })
      return sendPage(reply, 200, terminatedPage(asked))
    },
    refused: (asked, code) => refusedTermination(asked, code === 'SERVICE_RESERVED'),
  })
