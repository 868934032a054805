/** What a webhook's receiver answered. */
export interface Posted {
  readonly status: number
}

/** What carries events to webhooks; implemented in gateways. */
export interface Poster {
  /**
   * Posts JSON, follows no redirect, and waits 10 s at most. Any status is an answer.
   * @throws an Error that says why there was none, or that the address is refused
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Posted>
  /** Looks where a URL leads. @returns why it is refused, or null */
  check(url: string): Promise<string | null>
}
