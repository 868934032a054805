import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface Certificate {
  readonly certificateFile: string
  readonly keyFile: string
}

/** A self-signed certificate for 127.0.0.1 and localhost in `folder`: the official client speaks TLS only. */
export async function makeCertificate(folder: string): Promise<Certificate> {
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  const certificateFile = join(folder, 'certificate.pem')
  const keyFile = join(folder, 'key.pem')
  writeFileSync(certificateFile, pair.cert)
  writeFileSync(keyFile, pair.private, { mode: 0o600 })
  return { certificateFile, keyFile }
}
