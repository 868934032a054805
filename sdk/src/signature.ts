import { type SignedParts, signature, signatureBase } from '../../contract/src/signature.ts'
import { ConfigurationError } from './errors.ts'

const encoder = new TextEncoder()

/** The content of `X-Ovh-Signature` for a body as it is sent, by the SHA-1 that Node and browsers bring. */
export async function sign(parts: SignedParts, body: string): Promise<string> {
  const { subtle } = globalThis.crypto ?? {}
  if (!subtle) {
    throw new ConfigurationError(
      'application keys can sign only in a secure context: serve the page over https or from localhost',
    )
  }
  const hash = await subtle.digest('SHA-1', encoder.encode(signatureBase(parts, body).join('')))
  return signature(toHex(new Uint8Array(hash)))
}

function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}
