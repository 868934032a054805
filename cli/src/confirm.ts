import { refusal } from './refusal.ts'
import type { Session } from './session.ts'

/**
 * Asks before something happens that cannot be taken back. `--yes` answers beforehand.
 * @throws notConfirmed when the answer is not yes, or nobody can be asked
 */
export async function confirm({ terminal }: Session, question: string, yes: boolean | undefined): Promise<void> {
  if (yes) return
  if (!terminal.canAsk) {
    throw refusal('notConfirmed', `${question} Nobody can be asked here: say --yes to go ahead without a question`)
  }
  const answer = await terminal.ask(`${question} [y/N] `)
  if (!/^(y|yes)$/i.test(answer?.trim() ?? '')) throw refusal('notConfirmed', 'nothing was done')
}
