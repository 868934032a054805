import type { CalendarWords } from './calendar-words.ts'

export const english: CalendarWords = {
  title: 'Renewal calendar',
  about: 'When your services renew, expire and end, and what it costs, in the calendar program that you use.',
  logIn: 'Log in to see its address, to make one or to end it.',
  of: 'Account {account}',
  none: 'Your calendar has no address yet.',
  address: 'Address',
  madeAt: 'Made on {date}.',
  howTo:
    'In your calendar program choose to add a calendar by its address (“from URL”, “subscribe”) and paste it. The program then keeps itself up to date.',
  secret: 'Whoever knows the address can read the calendar: keep it to yourself.',
  subscribe: 'Open in a calendar program',
  make: 'Make an address',
  makeAnother: 'Make a new address',
  end: 'End the address',
  consequence: 'A new address replaces this one. Programs that subscribe to an old address get nothing any more.',
  done: { make: 'Your calendar has a new address.', end: 'The address has ended: nothing can be read there any more.' },
  stale: 'Nothing was changed: the address had been changed already. This is how it stands.',
  formTooOld: 'This form was open for too long. Nothing was changed: log in again.',
}
