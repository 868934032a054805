import { type Keys, signedCall } from './signed-call.ts'

/** Fills the parameters of an operation's path with ids that an account really has; null when it has none of that kind. */
export type FillPath = (template: string) => Promise<string | null>

interface Route {
  readonly path: string
  readonly vars: readonly { readonly key: string; readonly value: string }[]
}

const triedOfEach = 8

/** Looks an account's ids up by the API itself: a service's own route names its parameters, all others come from the list before them. */
export async function placesOf(keys: Keys): Promise<FillPath> {
  const routes = await routesOf(keys)
  return async (template) => {
    const route = routes.find(
      ({ path }) => template === path || template.startsWith(`${path}/`) || path.startsWith(`${template}/`),
    )
    const started = route ? fillFrom(route, template) : template
    return firstOf(keys, started)
  }
}

async function routesOf(keys: Keys): Promise<Route[]> {
  const ids: number[] = (await signedCall(keys, 'GET', '/services')).body
  const services = await Promise.all(ids.map((id) => signedCall(keys, 'GET', `/services/${id}`)))
  return services
    .map(({ body }) => body.route)
    .filter((route): route is Route => typeof route?.path === 'string')
    .sort((left, right) => right.path.length - left.path.length)
}

function fillFrom(route: Route, template: string): string {
  return route.vars.reduce((path, { key, value }) => path.replace(`{${key}}`, encodeURIComponent(value)), template)
}

/** Takes the first ids of the list before each parameter until the whole path names something that is there. */
async function firstOf(keys: Keys, template: string): Promise<string | null> {
  const parameter = /\/\{\w+\}/.exec(template)
  if (!parameter) return template
  const list = await signedCall(keys, 'GET', template.slice(0, parameter.index))
  if (list.status !== 200 || !Array.isArray(list.body)) return null
  for (const id of list.body.slice(0, triedOfEach)) {
    const path = await firstOf(keys, template.replace(/\{\w+\}/, encodeURIComponent(String(id))))
    if (path !== null) return path
  }
  return null
}
