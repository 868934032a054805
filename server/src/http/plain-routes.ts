import { adminRoutes } from './admin/admin.ts'
import { explorerRoutes } from './explorer.ts'
import { metricsRoutes } from './metrics.ts'
import { oauth2TokenRoutes } from './oauth2-token.ts'
import { calendarRoutes } from './pages/calendar-page.ts'
import { calendarSettingsRoutes } from './pages/calendar-settings.ts'
import { contactPageRoutes } from './pages/contact-page.ts'
import { documentPageRoutes } from './pages/document-pages.ts'
import { exportPageRoutes } from './pages/export-page.ts'
import { orderPageRoutes } from './pages/order-page.ts'
import { registrationPageRoutes } from './pages/registration-page.ts'
import { terminationPageRoutes } from './pages/termination-page.ts'
import { validationPageRoutes } from './pages/validation-page.ts'
import { mailPreviewRoutes } from './sandbox/mail-preview.ts'
import { sandboxRoutes } from './sandbox/sandbox.ts'
import type { PlainRoutes } from './setup.ts'

/** Everything the server answers beside the operations of the contract. */
export const plainRoutes: readonly PlainRoutes[] = [
  oauth2TokenRoutes,
  validationPageRoutes,
  orderPageRoutes,
  documentPageRoutes,
  exportPageRoutes,
  terminationPageRoutes,
  contactPageRoutes,
  registrationPageRoutes,
  explorerRoutes,
  calendarSettingsRoutes,
  calendarRoutes,
  adminRoutes,
  metricsRoutes,
  sandboxRoutes,
  mailPreviewRoutes,
]
