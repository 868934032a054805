/** The server's clock, as far as a browser can know it. */
export interface ServerClock {
  /** Now, in decimal seconds. */
  timestamp(): Promise<string>
  /** Asks anew the next time: the clocks have drifted apart. */
  forget(): void
}

/**
 * Learns once how far the server's clock is from ours, as the OVH SDKs do.
 * @param readTime the answer of `GET /auth/time`, in seconds
 * @param now our clock, in milliseconds
 */
export function serverClock(readTime: () => Promise<number>, now: () => number = Date.now): ServerClock {
  const seconds = () => Math.floor(now() / 1000)
  let difference: Promise<number> | null = null
  return {
    async timestamp() {
      difference ??= readTime().then((time) => time - seconds())
      try {
        return String(seconds() + (await difference))
      } catch (error) {
        difference = null
        throw error
      }
    },
    forget() {
      difference = null
    },
  }
}
