import { type Problem, problem } from '../problem/problem.ts'

export const ruleMethods = ['DELETE', 'GET', 'POST', 'PUT'] as const
export type RuleMethod = (typeof ruleMethods)[number]

/** What a credential may call. `path` stands without the branch prefix; `*` is any run of characters, `/` too. */
export interface AccessRule {
  readonly method: RuleMethod
  readonly path: string
}

/** Everything that the account itself may do. */
export const allRules: readonly AccessRule[] = ruleMethods.map((method) => ({ method, path: '/*' }))

/** Bounds that no honest application meets: every call looks through the rules. */
const mostRules = 500
const longestPath = 1_000

/**
 * Rules as an application asked for them, which may grant nothing at all.
 * @throws INVALID_PARAMETER naming the rule that is none
 */
export function parseAccessRules(
  rules: readonly { readonly method?: RuleMethod; readonly path?: string }[],
): readonly AccessRule[] {
  if (rules.length > mostRules) throw wrongRule('accessRules', `${rules.length} rules, at most ${mostRules} are taken`)
  return rules.map(({ method, path }, index) => {
    const field = `accessRules[${index}]`
    if (method === undefined) throw wrongRule(`${field}.method`, 'it is missing: write GET, POST, PUT or DELETE')
    if (path === undefined) throw wrongRule(`${field}.path`, 'it is missing: write a path such as /me/*')
    if (path.length > longestPath) throw wrongRule(`${field}.path`, `it is longer than ${longestPath} characters`)
    if (!path.isWellFormed() || path.includes('\0'))
      throw wrongRule(`${field}.path`, 'it holds characters that are none')
    return { method, path }
  })
}

function wrongRule(field: string, what: string) {
  return problem('INVALID_PARAMETER', `${field}: ${what}`, { field })
}

/**
 * Whether one of the rules allows the call (ovh-api.md 1.3). HEAD is granted by GET.
 * @param calledPath what was called, with or without query and branch prefix, percent-encoded as it came
 */
export function grants(rules: readonly AccessRule[], method: string, calledPath: string): boolean {
  const wanted = method === 'HEAD' ? 'GET' : method
  const path = rulePath(calledPath)
  const decoded = decodePath(path)
  return rules.some(
    (rule) => rule.method === wanted && (matches(rule.path, path) || (decoded !== path && matches(rule.path, decoded))),
  )
}

/** @throws NOT_GRANTED_CALL naming the rule that is missing, unless one of the rules allows the call */
export function demandGranted(rules: readonly AccessRule[], method: string, calledPath: string): void {
  if (!grants(rules, method, calledPath)) throw notGranted(method, calledPath)
}

/** NOT_GRANTED_CALL; its details name the rule that is missing, without query and branch. */
export function notGranted(method: string, calledPath: string): Problem {
  const path = rulePath(calledPath)
  return problem(
    'NOT_GRANTED_CALL',
    `This call has not been granted: no access rule of this credential covers ${method} ${path}; ask for a consumer key with that rule`,
    { method, path },
  )
}

/** The path that rules are compared with: no query, no branch prefix (`/1.0`, `/v1`, `/v2`), no closing slash. */
export function rulePath(calledPath: string): string {
  const path = calledPath.replace(/[?#].*$/s, '').replace(/^\/(?:1\.0|v1|v2)(?=\/|$)/, '')
  return withoutClosingSlashes(path) || '/'
}

/**
 * Whether a rule's path covers a path. The pieces between the `*`s are looked for from left to right, each at its first
 * place, which never has to be taken back: the time is linear in the two lengths, whatever the rule looks like.
 */
export function matches(pattern: string, path: string): boolean {
  const pieces = pattern.split('*')
  const first = pieces.shift() ?? ''
  const last = pieces.pop()
  if (last === undefined) return path === pattern
  if (!path.startsWith(first)) return false
  let position = first.length
  for (const piece of pieces) {
    const found = findPiece(path, piece, position)
    if (found < 0) return false
    position = found + piece.length
  }
  return position + last.length <= path.length && path.endsWith(last)
}

/** `indexOf` that is linear in the worst case too (Knuth, Morris and Pratt): both texts come from outside. */
function findPiece(text: string, piece: string, from: number): number {
  if (piece === '') return from
  const fallback = fallbacks(piece)
  let matched = 0
  for (let index = from; index < text.length; index++) {
    while (matched > 0 && text[index] !== piece[matched]) matched = fallback[matched - 1] ?? 0
    if (text[index] === piece[matched]) matched++
    if (matched === piece.length) return index - matched + 1
  }
  return -1
}

/** For each prefix of the piece, the length of its longest proper prefix that is its suffix as well. */
function fallbacks(piece: string): readonly number[] {
  const lengths = [0]
  let matched = 0
  for (let index = 1; index < piece.length; index++) {
    while (matched > 0 && piece[index] !== piece[matched]) matched = lengths[matched - 1] ?? 0
    if (piece[index] === piece[matched]) matched++
    lengths.push(matched)
  }
  return lengths
}

/** As the router reads it: `%2F` and the other delimiters stay encoded. */
function decodePath(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

function withoutClosingSlashes(path: string): string {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  return path.slice(0, end)
}
