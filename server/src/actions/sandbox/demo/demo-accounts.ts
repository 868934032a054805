import type { Nichandle } from '../../../identity/identity.ts'
import type { AccountData } from '../../accounts/create-account.ts'

/** The account of the guide's examples, whose keys stand in sandbox.json. */
export const demoAccount = 'ab12345-ovh' as Nichandle
export const polishAccount = 'cd23456-ovh' as Nichandle
export const germanAccount = 'ef34567-ovh' as Nichandle

/** A private person at home, one in another country and currency, and a business that turns the charge of tax around (rule B4). */
export const demoAccounts: readonly (AccountData & { readonly nichandle: Nichandle })[] = [
  {
    nichandle: demoAccount,
    email: 'anne.bernard@example.com',
    firstname: 'Anne',
    name: 'Bernard',
    organisation: null,
    legalform: 'individual',
    address: '12 rue des Tilleuls',
    city: 'Lille',
    zip: '59000',
    phone: '+33.320000000',
    country: 'FR',
    currency: 'EUR',
    language: 'fr_FR',
    vat: null,
  },
  {
    nichandle: polishAccount,
    email: 'celina.dabrowska@example.com',
    firstname: 'Celina',
    name: 'Dąbrowska',
    organisation: null,
    legalform: 'individual',
    address: 'ul. Lipowa 7',
    city: 'Wrocław',
    zip: '50-001',
    phone: '+48.710000000',
    country: 'PL',
    currency: 'PLN',
    language: 'pl_PL',
    vat: null,
  },
  {
    nichandle: germanAccount,
    email: 'buchhaltung@example.com',
    firstname: 'Emil',
    name: 'Fischer',
    organisation: 'Fischer Werkzeugbau GmbH',
    legalform: 'corporation',
    address: 'Lindenstraße 3',
    city: 'Saarbrücken',
    zip: '66111',
    phone: '+49.681000000',
    country: 'DE',
    currency: 'EUR',
    language: 'de_DE',
    vat: 'DE123456788',
  },
]
