import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  /** For ODNOWA_SMTP_URL. */
  readonly url: string
  /** The mails it took, as they came over the wire. */
  readonly taken: readonly string[]
  /** How many mails it was offered. */
  readonly offers: () => number
  close(): Promise<void>
}

/** An SMTP server that refuses the first mails that it is offered, and takes the others. */
export async function mailServer(refusals = 0): Promise<MailServer> {
  const taken: string[] = []
  let offers = 0
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onData(stream, _session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece) => pieces.push(piece))
      stream.on('end', () => {
        offers++
        if (offers <= refusals) return done(Object.assign(new Error('mailbox busy'), { responseCode: 451 }))
        taken.push(Buffer.concat(pieces).toString())
        done()
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    ...{ url: `smtp://127.0.0.1:${port}?from=renewals@provider.example`, taken, offers: () => offers },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
