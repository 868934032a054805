/** What a script learns from the exit code. Codes never change their meaning; new ones are added behind. */
export const exitCodes = {
  ok: { code: 0, meaning: 'done' },
  unexpected: { code: 1, meaning: 'something that should not happen: please report it' },
  usage: { code: 2, meaning: 'the command line is wrong: an unknown word, a missing or malformed value' },
  configuration: { code: 3, meaning: 'no or wrong credentials, or the credentials may not do this' },
  notFound: { code: 4, meaning: 'what was named does not exist, or the name fits several things' },
  refused: { code: 5, meaning: 'the server refuses it as things are: not sold, not renewable, already paid, expired' },
  declined: { code: 6, meaning: 'the payment was declined; nothing was renewed' },
  unavailable: { code: 7, meaning: 'the network or the server failed, or was too slow; try again later' },
  notConfirmed: { code: 8, meaning: 'nobody said yes: answered no, or no terminal to ask on and no --yes' },
  pending: { code: 9, meaning: 'ordered and being paid, but the payment is not settled yet' },
} as const satisfies Record<string, { code: number; meaning: string }>

export type Exit = keyof typeof exitCodes

/** The table as `odnowa help exit-codes` prints it. */
export function exitCodesText(): string {
  return Object.values(exitCodes)
    .map(({ code, meaning }) => `  ${code}  ${meaning}\n`)
    .join('')
}
