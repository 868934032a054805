import { type Html, html } from '../../documents/html.ts'
import type { RegistrationWords } from './registration-words.ts'

/** What a holder typed before, shown again: never a card's number or code. */
export interface TypedForm {
  readonly values: ReadonlyMap<string, string>
  readonly wrong: readonly string[]
  readonly isRefused: boolean
}

export const nothingTyped: TypedForm = { values: new Map(), wrong: [], isRefused: false }

/** A field of a form, and what the browser is to know of it. */
export interface FormField {
  readonly name: string
  readonly label: string
  readonly value?: string
  readonly placeholder?: string
  readonly autocomplete: string
  readonly inputmode?: 'numeric' | 'email' | 'text'
  readonly mostCharacters: number
  readonly className?: string
  /** Said of a field that may be left empty. */
  readonly optional?: string
}

/** A label, its input, and what is wrong with it. */
export function field(
  {
    name,
    label,
    value = '',
    placeholder = '',
    autocomplete,
    inputmode = 'text',
    mostCharacters,
    className,
    optional,
  }: FormField,
  wrong: readonly string[],
  words: RegistrationWords,
): Html {
  const isWrong = wrong.includes(name)
  const invalid = isWrong ? html` aria-invalid="true" aria-describedby="${name}-wrong"` : null
  return html`<div><label for="${name}">${label}${optional === undefined ? null : html` <span class="optional">(${optional})</span>`}</label>
<input id="${name}" name="${name}" value="${value}" placeholder="${placeholder}" autocomplete="${autocomplete}" inputmode="${inputmode}" maxlength="${String(mostCharacters)}" class="${className ?? ''}" spellcheck="false"${optional === undefined ? html` required` : null}${invalid}>
${amiss(name, wrong, words)}</div>
`
}

/** What is wrong with a field; nothing when it will do. */
export function amiss(name: string, wrong: readonly string[], words: RegistrationWords): Html | null {
  if (!wrong.includes(name)) return null
  return html`<p class="amiss" id="${name}-wrong" role="alert">${words.wrong[name] ?? ''}</p>`
}
