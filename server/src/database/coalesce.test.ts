import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'

/** A store of one number a key, read as a database is: after `wait` turns, as it was when the reading began. */
function numbers() {
  const stored = new Map<string, number>()
  const batches: string[][] = []
  const state = { underWay: 0, mostUnderWay: 0, wait: 0, fails: false }
  const read = coalesce({
    keyOf: (key: string) => key,
    async load(keys) {
      batches.push([...keys])
      state.underWay += 1
      state.mostUnderWay = Math.max(state.mostUnderWay, state.underWay)
      const { fails } = state
      const seen = keys.map((key) => `${key}=${stored.get(key) ?? 0}`)
      for (let turn = state.wait; turn > 0; turn--) await nextTurn()
      state.underWay -= 1
      if (fails) throw new Error(`no answer to ${keys.join()}`)
      return seen
    },
  })
  return { stored, batches, state, read }
}

describe('coalesce', () => {
  test('calls of one turn are read together, equal ones once', async () => {
    const { batches, read } = numbers()
    expect(await Promise.all(['a', 'b', 'a'].map(read))).toEqual(['a=0', 'b=0', 'a=0'])
    expect(batches).toEqual([['a', 'b']])
  })

  test('a call alone is read in the turn it came in', async () => {
    const { batches, read } = numbers()
    const answer = read('a')
    await nextTurn()
    expect(batches).toEqual([['a']])
    await answer
  })

  test('while four readings are under way calls gather, and are read when one ends', async () => {
    const { batches, state, read } = numbers()
    state.wait = 9
    const answers = [read('a')]
    for (const key of ['b', 'c', 'd', 'e', 'f', 'g']) {
      await nextTurn()
      answers.push(read(key))
    }
    await Promise.all(answers)
    expect(batches).toEqual([['a'], ['b'], ['c'], ['d'], ['e', 'f', 'g']])
  })

  test('a batch has 100 at most, those who have waited longest first', async () => {
    const { batches, read } = numbers()
    await Promise.all(Array.from({ length: 250 }, (_, index) => read(String(index))))
    expect(batches.map((batch) => [batch[0], batch.length])).toEqual([
      ['0', 100],
      ['100', 100],
      ['200', 50],
    ])
  })

  test('an error is the answer to its batch, and to no other', async () => {
    const { state, read } = numbers()
    state.fails = true
    const failing = Promise.allSettled(['a', 'b'].map(read))
    await nextTurn()
    state.fails = false
    expect(await read('c')).toBe('c=0')
    expect((await failing).map((end) => end.status === 'rejected' && end.reason.message)).toEqual([
      'no answer to a,b',
      'no answer to a,b',
    ])
  })

  test('a load that throws at once, or answers too few, is an error and blocks nobody', async () => {
    const throwing = coalesce<string, string>({
      keyOf: (key) => key,
      load: () => {
        throw new Error('at once')
      },
    })
    for (let call = 0; call < 3; call++) await expect(throwing('a')).rejects.toThrow('at once')
    const short = coalesce({ keyOf: (key: string) => key, load: async () => ['only one'] })
    await expect(Promise.all([short('a'), short('b')])).rejects.toThrow('1 answers to 2')
  })
})

type Step =
  | { readonly kind: 'read'; readonly key: string }
  | { readonly kind: 'write'; readonly key: string }
  | { readonly kind: 'turn'; readonly wait: number; readonly fails: boolean }

const key = fc.constantFrom('a', 'b', 'c', 'd')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('read' as const), key }),
  fc.record({ kind: fc.constant('write' as const), key }),
  fc.record({ kind: fc.constant('turn' as const), wait: fc.nat(4), fails: fc.boolean() }),
)

test('whatever the order of reads, writes and answers: each gets its own key, no older than its call', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { stored, batches, state, read } = numbers()
      const asked: { key: string; since: number; answer: Promise<PromiseSettledResult<string>> }[] = []
      for (const each of steps) {
        if (each.kind === 'write') stored.set(each.key, (stored.get(each.key) ?? 0) + 1)
        if (each.kind === 'read') {
          const answer = Promise.allSettled([read(each.key)]).then(([end]) => end)
          asked.push({ key: each.key, since: stored.get(each.key) ?? 0, answer })
        }
        if (each.kind === 'turn') {
          Object.assign(state, { wait: each.wait, fails: each.fails })
          await nextTurn()
        }
      }
      for (const { key, since, answer } of asked) {
        const end = await answer
        if (end.status === 'rejected') {
          expect(end.reason.message).toMatch(new RegExp(`^no answer to .*${key}`))
          continue
        }
        const [name, value] = end.value.split('=')
        expect(name).toBe(key)
        expect(Number(value)).toBeGreaterThanOrEqual(since)
      }
      expect(state.mostUnderWay).toBeLessThanOrEqual(4)
      expect(batches.filter((batch) => new Set(batch).size < batch.length)).toEqual([])
    }),
    { numRuns: 300 },
  )
})
