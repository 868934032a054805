import { signature, signatureBase } from '@odnowa/contract/signature.ts'
import type { ApplicationKeys } from './credentials.ts'

/** A call as it will be sent. */
export interface UnsignedCall {
  /** Upper case. */
  readonly method: string
  /** Absolute, as the server knows itself: under its public URL. */
  readonly url: string
  /** Empty when there is none. */
  readonly body: string
}

/**
 * The headers of a call that is signed with application keys (ovh-api.md 1.2).
 * @param timestamp decimal seconds of the server's clock
 * @throws an Error where the browser has no SHA-1: outside https and this very machine
 */
export async function signedHeaders(
  keys: ApplicationKeys,
  call: UnsignedCall,
  timestamp: string,
): Promise<Readonly<Record<string, string>>> {
  const { applicationSecret, consumerKey } = keys
  const pieces = signatureBase(
    { applicationSecret, consumerKey, method: call.method, url: call.url, timestamp },
    call.body,
  )
  return {
    'X-Ovh-Application': keys.applicationKey,
    'X-Ovh-Consumer': consumerKey,
    'X-Ovh-Timestamp': timestamp,
    'X-Ovh-Signature': signature(await sha1Hex(pieces.join(''))),
  }
}

async function sha1Hex(text: string): Promise<string> {
  if (!crypto.subtle) {
    throw new Error('Browsers sign on https and on localhost only: open this page there, or use a bearer token.')
  }
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
