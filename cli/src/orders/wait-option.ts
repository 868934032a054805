import { refusal } from '../refusal.ts'

export const defaultWaitSeconds = '60'

/** @throws usage */
export function parseSeconds(flag: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw refusal('usage', `${flag} ${text}: write a number of seconds`)
  return Number(text)
}
