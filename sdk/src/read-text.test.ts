import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

/** An answer that comes in these chunks, and then goes on for ever or ends. */
function answer(chunks: readonly Uint8Array[], endless = false) {
  const told = { cancelled: false }
  let next = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = endless ? chunks[next % chunks.length] : chunks[next]
      next += 1
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
    cancel() {
      told.cancelled = true
    },
  })
  return { response: new Response(body), told }
}

test('an answer is read whole, also where a letter is torn by two chunks', async () => {
  const bytes = new TextEncoder().encode('"żółw"')
  for (let cut = 1; cut < bytes.length; cut++) {
    const { response } = answer([bytes.subarray(0, cut), bytes.subarray(cut)])
    expect(await readText(response, bytes.length)).toBe('"żółw"')
  }
})

test('an answer that does not end is left', async () => {
  const { response, told } = answer([new Uint8Array(100)], true)
  expect(await readText(response, 1000)).toBeNull()
  expect(told.cancelled).toBe(true)
})

test('no body is an empty text', async () => {
  expect(await readText(new Response(null), 1000)).toBe('')
})
