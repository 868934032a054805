import type { AuthApiApplication } from '@odnowa/contract/models/auth.generated.ts'
import type { Application } from '../../customers/application.ts'

/** auth.ApiApplication. Its secret is not told: it was, once, when it was made. */
export function toWireApplication(application: Application): AuthApiApplication {
  const { id, applicationKey, description, name, status } = application
  return { applicationId: id, applicationKey, description, name, status }
}
