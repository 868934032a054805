import { type Keys, signedCall } from './signed-call.ts'

/** Fills the parameters of an operation's path with ids that an account really has; null when it has none of that kind. */
export type FillPath = (template: string, use?: 'read' | 'any') => Promise<string | null>

interface Route {
  readonly path: string
  readonly vars: readonly { readonly key: string; readonly value: string }[]
}

/** Ids that are tried until one can be read, and where any will do. */
const tried = { read: 120, any: 8 }

/** Looks an account's ids up by the API itself: a service's own route names its parameters, all others come from the list before them. */
export async function placesOf(keys: Keys): Promise<FillPath> {
  const routes = await routesOf(keys)
  return async (template, use = 'any') => {
    const route = routes.find(
      ({ path }) => template === path || template.startsWith(`${path}/`) || path.startsWith(`${template}/`),
    )
    const started = route ? fillFrom(route, template) : template
    return firstOf(keys, started, use)
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

/**
 * Takes the first ids of the list before each parameter until the whole path names something: to read, what is there; where none can be
 * read, the first ids that there are.
 */
async function firstOf(keys: Keys, template: string, use: 'read' | 'any'): Promise<string | null> {
  const parameter = /\/\{\w+\}/.exec(template)
  if (!parameter) return template
  const list = await signedCall(keys, 'GET', template.slice(0, parameter.index))
  if (list.status !== 200 || !Array.isArray(list.body)) return null
  let first: string | null = null
  for (const id of list.body.slice(0, tried[use])) {
    const path = await firstOf(keys, template.replace(/\{\w+\}/, encodeURIComponent(String(id))), use)
    if (path !== null && (use === 'any' || (await isThere(keys, path)))) return path
    first ??= path
  }
  return first
}

async function isThere(keys: Keys, path: string): Promise<boolean> {
  const { status } = await signedCall(keys, 'GET', path)
  return status === 200 || status === 460
}
