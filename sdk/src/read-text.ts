/** Bytes of the longest answer that is read, 128 MiB: a list of ten million ids is shorter. */
export const longestAnswerBytes = 128 * 1024 * 1024

/**
 * The whole text of an answer; null when it is longer than `longestBytes`, so that a server that never stops talking fills no
 * memory. An injected `fetch` whose answers have no stream is read whole.
 */
export async function readText(response: Response, longestBytes: number): Promise<string | null> {
  if (!response.body) return response.text()
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    length += value.byteLength
    if (length > longestBytes) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}
