import type { RegistrationPage } from '../../actions/means/read-registration-page.ts'
import { type Html, html } from '../../documents/html.ts'
import { fill } from '../../documents/sheet-text.ts'
import { amiss, field, type TypedForm } from './registration-fields.ts'
import type { RegistrationWords } from './registration-words.ts'

/** A SEPA mandate to be filled in, as far as its account is not known yet, and signed. */
export function mandateFields(page: RegistrationPage, typed: TypedForm, words: RegistrationWords): Html {
  const { mandate } = words
  const isTicked = typed.values.get('isSigned') === 'yes'
  return html`${facts(page, words)}
${page.played.bankAccount === null ? accountFields(page, typed, words) : null}
<p class="terms">${fill(mandate.authorises, { seller: page.seller.name })}</p>
<p class="soft">${mandate.refund}</p>
<label class="sign"><input type="checkbox" name="isSigned" value="yes"${isTicked ? html` checked` : null} required> <span>${mandate.signature}</span></label>
${amiss('isSigned', typed.wrong, words)}`
}

function facts({ seller, mandate: reference, played }: RegistrationPage, words: RegistrationWords): Html {
  const { mandate } = words
  const known = played.bankAccount
  const rows: readonly (readonly [string, string])[] = [
    [mandate.creditor, `${seller.name}, ${seller.address}`],
    [mandate.reference, reference],
    [mandate.kind, mandate.recurrent],
    ...(known === null
      ? []
      : ([
          [mandate.iban, inGroups(known.iban)],
          [mandate.bic, known.bic],
          [mandate.ownerName, known.ownerName],
          [mandate.ownerAddress, known.ownerAddress],
        ] as const)),
  ]
  const said = rows.filter(([, value]) => value !== '')
  return html`<dl class="facts">${said.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}

function accountFields({ holder }: RegistrationPage, { values, wrong }: TypedForm, words: RegistrationWords): Html {
  const { mandate } = words
  const value = (name: string, otherwise = '') => ({ name, value: values.get(name) ?? otherwise })
  const iban = { label: mandate.iban, autocomplete: 'off', placeholder: 'FR76 3000 6000 0112 3456 7890 189' }
  const bic = { label: mandate.bic, autocomplete: 'off', optional: mandate.optional, mostCharacters: 14 }
  const ownerName = { label: mandate.ownerName, autocomplete: 'name', mostCharacters: 255 }
  const ownerAddress = { label: mandate.ownerAddress, autocomplete: 'street-address', mostCharacters: 255 }
  return html`${field({ ...value('iban'), ...iban, className: 'number', mostCharacters: 48 }, wrong, words)}
${field({ ...value('bic'), ...bic, className: 'number' }, wrong, words)}
${field({ ...value('ownerName', holder.name), ...ownerName }, wrong, words)}
${field({ ...value('ownerAddress', holder.address), ...ownerAddress, optional: mandate.optional }, wrong, words)}`
}

/** As an IBAN is printed: in groups of four. */
function inGroups(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, '$1 ')
}
