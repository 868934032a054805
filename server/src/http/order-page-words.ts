import type { OrderStatus, TaxNote } from '../orders/order.ts'

/** The words of the order page in one language. `{...}` is filled in. */
export interface OrderWords {
  readonly order: string
  readonly states: Readonly<Record<OrderStatus, string>>
  readonly service: string
  readonly period: string
  readonly from: string
  readonly to: string
  readonly quantity: string
  readonly price: string
  readonly net: string
  readonly tax: string
  readonly gross: string
  readonly taxNotes: Readonly<Record<TaxNote, string>>
  readonly howToPay: string
  readonly payUntil: string
  readonly payAnyTime: string
  readonly payByApi: string
  readonly payFree: string
  /** Stands where the number of a payment method goes. */
  readonly methodNumber: string
  readonly notFound: string
  readonly notFoundText: string
  readonly tooMany: string
  readonly tooManyText: string
}

const english: OrderWords = {
  order: 'Order {number}',
  states: {
    notPaid: 'To be paid',
    checking: 'Payment being checked',
    delivering: 'Paid, being delivered',
    delivered: 'Paid and delivered',
    cancelled: 'Cancelled',
    expired: 'Cancelled: not paid in time',
  },
  service: 'Service',
  period: 'Period',
  from: 'From',
  to: 'Until',
  quantity: 'Quantity',
  price: 'Price',
  net: 'Total without tax',
  tax: 'Tax',
  gross: 'Total with tax',
  taxNotes: {
    reverseCharge: 'Reverse charge: the tax is due from the customer.',
    outsideUnion: 'No tax is due: the customer is outside the European Union.',
  },
  howToPay: 'How to pay',
  payUntil: 'This order can be paid until {date}. After that it is cancelled, and nothing is due.',
  payAnyTime: 'This order can be paid at any time.',
  payByApi: 'Pay through the API, with one of your registered payment methods:',
  payFree: 'Nothing is due. Confirm the order through the API:',
  methodNumber: '<number>',
  notFound: 'Order not found',
  notFoundText: 'There is no order with this number and password. Check that the link is complete.',
  tooMany: 'Too many attempts',
  tooManyText: 'There were too many attempts with a wrong number or password. Try again in a minute.',
}

const french: OrderWords = {
  order: 'Commande {number}',
  states: {
    notPaid: 'À payer',
    checking: 'Paiement en cours de vérification',
    delivering: 'Payée, en cours de livraison',
    delivered: 'Payée et livrée',
    cancelled: 'Annulée',
    expired: 'Annulée : non payée à temps',
  },
  service: 'Service',
  period: 'Période',
  from: 'Du',
  to: 'Au',
  quantity: 'Quantité',
  price: 'Prix',
  net: 'Total HT',
  tax: 'TVA',
  gross: 'Total TTC',
  taxNotes: {
    reverseCharge: 'Autoliquidation : la TVA est due par le client.',
    outsideUnion: 'TVA non applicable : le client est hors de l’Union européenne.',
  },
  howToPay: 'Comment payer',
  payUntil: 'Cette commande peut être payée jusqu’au {date}. Ensuite elle est annulée, et rien n’est dû.',
  payAnyTime: 'Cette commande peut être payée à tout moment.',
  payByApi: 'Payez par l’API, avec l’un de vos moyens de paiement enregistrés :',
  payFree: 'Rien n’est dû. Confirmez la commande par l’API :',
  methodNumber: '<numéro>',
  notFound: 'Commande introuvable',
  notFoundText: 'Aucune commande n’a ce numéro et ce mot de passe. Vérifiez que le lien est complet.',
  tooMany: 'Trop de tentatives',
  tooManyText: 'Trop de tentatives avec un numéro ou un mot de passe erroné. Réessayez dans une minute.',
}

const polish: OrderWords = {
  order: 'Zamówienie {number}',
  states: {
    notPaid: 'Do zapłaty',
    checking: 'Płatność w trakcie sprawdzania',
    delivering: 'Opłacone, w realizacji',
    delivered: 'Opłacone i zrealizowane',
    cancelled: 'Anulowane',
    expired: 'Anulowane: nie opłacono w terminie',
  },
  service: 'Usługa',
  period: 'Okres',
  from: 'Od',
  to: 'Do',
  quantity: 'Ilość',
  price: 'Cena',
  net: 'Razem netto',
  tax: 'VAT',
  gross: 'Razem brutto',
  taxNotes: {
    reverseCharge: 'Odwrotne obciążenie: podatek rozlicza nabywca.',
    outsideUnion: 'Bez podatku: nabywca spoza Unii Europejskiej.',
  },
  howToPay: 'Jak zapłacić',
  payUntil: 'Zamówienie można opłacić do {date}. Potem zostanie anulowane i nic nie będzie do zapłaty.',
  payAnyTime: 'Zamówienie można opłacić w dowolnym momencie.',
  payByApi: 'Zapłać przez API, jedną z zapisanych metod płatności:',
  payFree: 'Nic nie jest do zapłaty. Potwierdź zamówienie przez API:',
  methodNumber: '<numer>',
  notFound: 'Nie znaleziono zamówienia',
  notFoundText: 'Nie ma zamówienia o tym numerze i haśle. Sprawdź, czy link jest kompletny.',
  tooMany: 'Zbyt wiele prób',
  tooManyText: 'Zbyt wiele prób z błędnym numerem lub hasłem. Spróbuj ponownie za minutę.',
}

const dictionary: Readonly<Record<string, OrderWords>> = { en: english, fr: french, pl: polish }

export interface SpokenWords {
  /** `fr` */
  readonly language: string
  /** Formats dates and amounts: `fr-FR`. */
  readonly locale: string
  readonly words: OrderWords
}

/** The words for an account's language such as `fr_FR`; English where there are none in it. */
export function wordsFor(accountLanguage: string): SpokenWords {
  const [language = ''] = accountLanguage.toLowerCase().split(/[_-]/)
  const words = Object.hasOwn(dictionary, language) ? dictionary[language] : undefined
  if (words) return { language, locale: accountLanguage.replace('_', '-'), words }
  return { language: 'en', locale: 'en-GB', words: english }
}

/** The words for the first language of an `Accept-Language` header that there are words in. */
export function wordsAccepted(header: string | undefined): SpokenWords {
  const accepted = (header ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '')
  const known = accepted.find((language) => Object.hasOwn(dictionary, language.toLowerCase().split('-')[0] ?? ''))
  return wordsFor(known ?? 'en')
}
