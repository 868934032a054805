import { refusal } from './refusal.ts'

/** The number that a word is. @throws usage */
export function readNumber(what: string, word: string): number {
  if (!/^\d{1,15}$/.test(word)) throw refusal('usage', `"${word}" is no ${what}: write its number`)
  return Number(word)
}
