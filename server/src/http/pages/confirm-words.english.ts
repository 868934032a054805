import type { ConfirmWords } from './confirm-words.ts'

export const english: ConfirmWords = {
  notFound: 'This link does not work any more',
  notFoundText:
    'It is incomplete, too old, already used, or a newer mail has replaced it. If you still want this, ask for a new one.',
  termination: {
    title: 'Terminate {service}?',
    about: '{type}, paid until {date}.',
    consequence:
      'It is terminated at once, with all its data, and cannot be brought back. What is paid is not refunded; nothing more is collected for it.',
    options: 'These end with it:',
    confirm: 'Terminate it now',
    instead: 'To keep it until the paid period is over, close this page and set it to end at its expiration instead.',
    done: '{service} is terminated',
    doneText: 'You can close this page.',
    notNow: '{service} was not terminated',
    reserved: 'A payment for it is still pending. Open this link again when the payment has ended.',
  },
}
