import { setTimeout as wait } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import type { Mailer } from '../notices/mailer.ts'

const patienceMilliseconds = 10_000
/** For a mail as a whole; less than the outbox holds it for. */
const mailMilliseconds = 40_000
/** Connections at a time; as many as the outbox hands over. */
const connections = 5

export interface SmtpPlan {
  /** `smtps://user:password@mail.example.com:465`; a secret. `?from=` names the sender. */
  readonly url: string
  /** The sender when the URL names none. */
  readonly from: string
}

/** Hands mails to an SMTP server, over TLS where the server offers it. */
export function smtpMailer({ url, from }: SmtpPlan): Mailer {
  const server = new URL(url)
  const sender = server.searchParams.get('from') ?? from
  server.searchParams.delete('from')
  const transport = createTransport({
    ...{ url: server.href, pool: true, maxConnections: connections, maxMessages: 200 },
    ...{ connectionTimeout: patienceMilliseconds, greetingTimeout: patienceMilliseconds },
    ...{ socketTimeout: 3 * patienceMilliseconds, dnsTimeout: patienceMilliseconds },
    // a mail is ours from end to end: nothing in it names a file or an address to be read
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  return {
    async send({ messageId, to, subject, text, html }) {
      const headers = { 'Auto-Submitted': 'auto-generated' }
      const mail = { from: sender, to: { name: '', address: to }, subject, text, html, headers }
      try {
        await within(mailMilliseconds, transport.sendMail({ ...mail, messageId: `<${messageId}>` }))
      } catch (error) {
        throw new Error(reasonOf(error))
      }
    },
    close: () => transport.close(),
  }
}

/** A server that answers bit by bit would be waited for without end. */
async function within(milliseconds: number, sent: Promise<unknown>): Promise<void> {
  const done = new AbortController()
  const late = wait(milliseconds, null, { signal: done.signal }).then(() => {
    throw new Error(`the mail server has not taken it within ${milliseconds / 1000} s`)
  })
  try {
    await Promise.race([sent, late])
  } finally {
    done.abort()
  }
}

/** The server's own answer, or what the connection failed of; never the settings. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the mail server refused without a reason'
  const response = 'response' in error && typeof error.response === 'string' ? error.response : error.message
  return response.slice(0, 500)
}
