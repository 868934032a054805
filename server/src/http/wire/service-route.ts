import { findFamily } from '@odnowa/contract/families.ts'
import type { ServiceRoute } from '@odnowa/contract/models/service.generated.ts'
import type { ServiceView } from '../../actions/services/view-services.ts'

/**
 * Where a service stands in the API's tree: `{path: "/vps/{serviceName}", url: "/vps/vps112233.ovh.net", vars: [...]}`; null for one
 * that has no root of its own.
 */
export function toWireRoute({ service, parentName }: ServiceView): ServiceRoute | null {
  const family = findFamily(service.family)
  if (!family) return null
  const own = family.nameParameter
  const vars = family.parameters.map((key) => ({
    key,
    value: key === own || family.parent === null ? service.name : (parentName ?? ''),
  }))
  const url = vars.reduce(
    (path, { key, value }) => path.replace(`{${key}}`, encodeURIComponent(value)),
    family.template,
  )
  return { path: family.template, url, vars }
}
