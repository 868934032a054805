/** A mail as it is handed over. A secret: its links open orders. */
export interface Mail {
  /** Equal each time that the same mail is handed over: who gets it twice shows it once. Without angle brackets. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What carries mails; implemented in gateways. */
export interface Mailer {
  /** Resolves when the next server has taken the mail. @throws an Error that says why not, without secrets */
  send(mail: Mail): Promise<void>
  close(): void
}
