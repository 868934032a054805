import { expect, test } from 'vitest'
import type { Plan } from '../catalog/plan.ts'
import type { ServiceId } from '../identity/identity.ts'
import { possibleModes, renewalKindOf } from './renewal-kind.ts'
import { planLike, serviceLike } from './service.suite.ts'
import type { Service } from './service.ts'

const parentId = 1 as ServiceId

test.each<[string, Partial<Service>, Partial<Plan>, readonly string[]]>([
  ['automatic', { mode: 'automatic' }, {}, ['automatic', 'manual']],
  ['manual', { mode: 'manual' }, {}, ['automatic', 'manual']],
  ['automatic', { mode: 'automatic', ends: 'expiration' }, {}, ['automatic', 'manual']],
  ['forced', { mode: 'automatic' }, { manualAllowed: false }, ['automatic']],
  ['forced', { mode: 'manual' }, { manualAllowed: false }, ['automatic']],
  ['option', { parentId }, { followsParent: true }, []],
  ['manual', { parentId }, {}, ['automatic', 'manual']],
  ['oneShot', { parentId }, { followsParent: true, oneShot: true }, []],
])('W the kind is %s for %o of a plan with %o', (kind, service, plan, modes) => {
  expect(renewalKindOf(serviceLike(service), planLike(plan))).toBe(kind)
  expect(possibleModes(serviceLike(service), planLike(plan))).toEqual(modes)
})
