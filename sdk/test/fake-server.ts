/** What a test wants to know of a request. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

export interface Reply {
  readonly status?: number
  readonly headers?: Record<string, string>
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is, in place of a body. */
  readonly text?: string
}

export interface FakeServer {
  readonly fetch: typeof globalThis.fetch
  readonly seen: Seen[]
}

/** A `fetch` that answers by a function in the test's hand; what the function throws, fetch throws. */
export function fakeServer(reply: (request: Seen, count: number) => Reply | Promise<Reply>): FakeServer {
  const seen: Seen[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = {
      method: init?.method ?? 'GET',
      url: String(input),
      headers: new Headers(init?.headers),
      body: String(init?.body ?? ''),
    }
    seen.push(request)
    const answer = await unlessGivenUp(reply(request, seen.length), init?.signal ?? undefined)
    const { status = 200, headers = {}, body = null } = answer
    return new Response(answer.text ?? JSON.stringify(body), { status, headers })
  }
  return { fetch, seen }
}

/** As fetch does: the reason of the signal as soon as it is aborted. */
async function unlessGivenUp(reply: Reply | Promise<Reply>, signal: AbortSignal | undefined): Promise<Reply> {
  if (!signal) return reply
  signal.throwIfAborted()
  const given = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([reply, given])
}
