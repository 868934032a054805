import type { Family } from '@odnowa/contract/families.ts'
import { findService } from '../../actions/services/find-service.ts'
import { findServices } from '../../actions/services/find-services.ts'
import type { ServiceView } from '../../actions/services/view-services.ts'
import { Problem, problem } from '../../problem/problem.ts'
import type { AnyCall, Operation } from '../operation.ts'

/** Services by the names in a path below a product family's root. */

/** How the operations of a family are answered. */
export type Answering = Omit<Operation, 'contract'>

/** The wire's form of a service, or the Problem that is answered in its place. */
export type ToWire<View extends ServiceView> = (call: AnyCall, view: View) => unknown

type Find<View extends ServiceView> = (
  parts: AnyCall['parts'],
  request: Parameters<typeof findServices>[1],
) => Promise<ReadonlyMap<string, View>>

/** Answers one service that a path names, and many at once. */
export function reading(family: Family, toWire: ToWire<ServiceView>): Answering {
  return readingWith(findServices, family, toWire)
}

/** The same with views that another action finds. */
export function readingWith<View extends ServiceView>(
  find: Find<View>,
  family: Family,
  toWire: ToWire<View>,
): Answering {
  const viewsOf = async (call: AnyCall, last: readonly string[]) => {
    const before = namesOf(family, call).slice(0, -1)
    const own = last.filter((name) => isPath(family, [...before, name]))
    const { accountId } = call.caller
    return find(call.parts, { accountId, family: family.name, before, last: own })
  }
  return {
    handle: async (call) => {
      const names = namesOf(family, call)
      const view = (await viewsOf(call, names.slice(-1))).get(names.at(-1) ?? '')
      if (!view) throw noSuch(family, names)
      const answer = toWire(call, view)
      if (answer instanceof Problem) throw answer
      return answer
    },
    many: async (call, last) =>
      new Map([...(await viewsOf(call, last))].map(([name, view]) => [name, toWire(call, view)])),
  }
}

/** @throws NOT_FOUND */
export async function serviceNamed(family: Family, call: AnyCall): Promise<ServiceView> {
  const names = namesOf(family, call)
  if (!isPath(family, names)) throw noSuch(family, names)
  return findService(call.parts, { accountId: call.caller.accountId, family: family.name, names })
}

/** NOT_FOUND for a name in a product's path, also when it is another account's (I8). */
export function noSuch({ name }: Family, names: readonly string[]): Problem {
  return problem('NOT_FOUND', `${name} "${names.join('/')}" does not exist`)
}

function namesOf(family: Family, { params }: AnyCall): readonly string[] {
  return family.parameters.map((name) => params[name] ?? '')
}

/** A root of two parameters that is not nested has the service's name in both (contract/README.md). */
export function isPath(family: Family, names: readonly string[]): boolean {
  return family.parent !== null || names.every((name) => name === names[0])
}
