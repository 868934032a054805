import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from './in-order.ts'

test('results come in the order of the tasks, at most `concurrency` run at once, none is lost', async () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(pauses, fc.integer({ min: 1, max: 9 }), async (tasks, concurrency) => {
      let running = 0
      const run = async (turns: number) => {
        running += 1
        expect(running).toBeLessThanOrEqual(concurrency)
        for (let turn = 0; turn < turns; turn++) await null
        running -= 1
        return turns
      }
      const results: number[] = []
      for await (const result of inOrder(tasks, concurrency, undefined, run)) results.push(result)
      expect(results).toEqual(tasks)
    }),
  )
})

test('no more than twice `concurrency` are begun ahead of the reader', async () => {
  let begun = 0
  const results = inOrder(Array(100).fill(0), 3, undefined, async () => ++begun)
  await results.next()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(begun).toBeLessThanOrEqual(7)
  await results.return()
})

test.each<[string, (results: AsyncGenerator<number>) => Promise<unknown>]>([
  ['a reader who leaves', (results) => results.return(undefined)],
  ['a task that fails', (results) => results.next().catch(() => null)],
])('%s stops those that still run', async (_who, end) => {
  const signals: AbortSignal[] = []
  const run = (task: number, signal: AbortSignal): Promise<number> => {
    signals.push(signal)
    if (task === 0) return Promise.resolve(0)
    return task === 1 ? Promise.reject(new Error('broken')) : new Promise(() => {})
  }
  const results = inOrder([0, 1, 2], 3, undefined, run)
  expect(await results.next()).toEqual({ value: 0, done: false })
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, false])
  await end(results)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
})

test("the caller's signal reaches every task", async () => {
  const stop = new AbortController()
  const run = (_task: number, signal: AbortSignal) =>
    new Promise<number>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  const next = inOrder([1, 2], 2, stop.signal, run).next()
  stop.abort(new Error('enough'))
  await expect(next).rejects.toThrow('enough')
})
