import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AccessRule, demandGranted, grants, matches, parseAccessRules, rulePath } from './access-rules.ts'

const get = (path: string): readonly AccessRule[] => [{ method: 'GET', path }]

/** ovh-api.md 1.3 */
test.each([
  ['an exact path grants itself', '/me', '/me', true],
  ['an exact path grants nothing below it', '/me', '/me/bill', false],
  ['a path is not a prefix', '/me', '/menu', false],
  ['/* grants everything', '/*', '/me/order/1/pay', true],
  ['/* grants the root', '/*', '/', true],
  ['a bare * grants everything', '*', '/me/order/1/pay', true],
  ['a sub-tree', '/sms/*', '/sms/abc', true],
  ['a sub-tree, deep', '/sms/*', '/sms/abc/jobs/7', true],
  ['a sub-tree is not its root', '/sms/*', '/sms', false],
  ['nor its root with a closing slash', '/sms/*', '/sms/', false],
  ['a * in the middle', '/sms/*/jobs', '/sms/abc/jobs', true],
  ['a * takes slashes too', '/sms/*/jobs', '/sms/abc/def/jobs', true],
  ['a * in the middle, other end', '/sms/*/jobs', '/sms/abc/job', false],
  ['a * in the middle, longer end', '/sms/*/jobs', '/sms/abc/jobs/1', false],
  ['a * takes nothing as well', '/me/bill*', '/me/bill', true],
  ['a * in a word', '/me/bill*', '/me/billing', true],
  ['many *', '/a/*/b/*/c', '/a/1/b/2/c', true],
  ['many *, wrong order', '/a/*/b/*/c', '/a/1/c/2/b', false],
  ['the pieces must not share characters', '/ab*ba', '/aba', false],
  ['a space at the end of a rule', '/me ', '/me', false],
  ['a space at the end of a rule with *', '/me/* ', '/me/bill', false],
  ['the query does not count', '/me', '/me?a=/b', true],
  ['the query cannot make it match', '/me/*/x', '/me/bill?/x', false],
  ['the branch does not count', '/me', '/1.0/me', true],
  ['the other branch', '/me/*', '/v1/me/bill', true],
  ['a path that begins like a branch', '/v10', '/v10', true],
  ['a rule with an encoded path', '/domain/%C3%A9.fr', '/1.0/domain/%C3%A9.fr', true],
  ['a rule with the decoded path', '/domain/é.fr', '/1.0/domain/%C3%A9.fr', true],
  ['letters may be encoded for no reason', '/me', '/%6d%65', true],
  ['an encoded slash divides nothing', '/a/*/c', '/a/b%2Fc', false],
  ['a path that cannot be decoded', '/a/*', '/a/%zz', true],
  ['capitals count', '/Me', '/me', false],
  ['no characters of regular expressions', '/m.', '/me', false],
])('%s: %s and %s', (_case, rule, path, expected) => {
  expect(grants(get(rule), 'GET', path)).toBe(expected)
})

test('the method counts, and HEAD is granted by GET', () => {
  expect(grants(get('/*'), 'POST', '/me')).toBe(false)
  expect(grants(get('/*'), 'HEAD', '/me')).toBe(true)
  expect(grants([{ method: 'POST', path: '/*' }], 'HEAD', '/me')).toBe(false)
})

test('no rules grant nothing; one of several is enough', () => {
  expect(grants([], 'GET', '/')).toBe(false)
  expect(grants([...get('/a'), ...get('/b')], 'GET', '/b')).toBe(true)
})

test('a missing rule is named', () => {
  demandGranted(get('/me'), 'GET', '/1.0/me')
  expect(() => demandGranted(get('/me'), 'GET', '/1.0/me/bill/1?x=1')).toThrow(
    expect.objectContaining({
      code: 'NOT_GRANTED_CALL',
      message:
        'This call has not been granted: no access rule of this credential covers GET /me/bill/1; ask for a consumer key with that rule',
      details: { method: 'GET', path: '/me/bill/1' },
    }),
  )
})

test('a called path is shown without branch, query and closing slash', () => {
  expect(rulePath('/1.0/me/bill/?date.from=x')).toBe('/me/bill')
  expect(rulePath('/1.0')).toBe('/')
})

test('matching agrees with the regular expression that says the same', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 12 })
  fc.assert(
    fc.property(texts, texts, (pattern, text) => {
      const path = text.replaceAll('*', 'c')
      const expression = new RegExp(`^${pattern.split('*').join('.*')}$`, 's')
      expect(matches(pattern, path)).toBe(expression.test(path))
    }),
    { numRuns: 2_000 },
  )
})

test('matching is linear: the worst rule against the longest path that a server reads', () => {
  const path = `/${'a'.repeat(16_000)}`
  const worst = [`/*${'b'}${'a'.repeat(990)}*`, '/*a'.repeat(300).concat('b'), `/*${'a'.repeat(990)}b*`]
  const started = performance.now()
  for (const pattern of worst) for (let time = 0; time < 100; time++) expect(matches(pattern, path)).toBe(false)
  expect(performance.now() - started).toBeLessThan(3_000)
})

test.each([
  [[{ path: '/me' }], 'accessRules[0].method'],
  [[{ method: 'GET', path: '/me' }, { method: 'PUT' }], 'accessRules[1].path'],
  [[{ method: 'GET', path: `/${'a'.repeat(1_000)}` }], 'accessRules[0].path'],
  [[{ method: 'GET', path: '/\ud800' }], 'accessRules[0].path'],
  [Array.from({ length: 501 }, () => ({ method: 'GET' as const, path: '/' })), 'accessRules'],
] as const)('a rule that is none is refused by its place', (rules, field) => {
  expect(() => parseAccessRules(rules)).toThrow(
    expect.objectContaining({ code: 'INVALID_PARAMETER', details: { field } }),
  )
})
