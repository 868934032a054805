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
  contact: {
    title: 'Other contacts for {service}?',
    about: '{askedBy} asks for it: the contact for {roles} is to be {to} in place of {from}.',
    roles: { admin: 'administration', billing: 'billing', tech: 'technical matters' },
    consequence: 'It is changed once both sides have accepted. If you do not know of this, refuse.',
    accept: 'Accept',
    refuse: 'Refuse',
    states: {
      waiting: 'The other side has still to answer',
      done: 'The contacts are changed',
      refused: 'The change was refused',
      expired: 'Nobody answered in time: nothing is changed',
      aborted: 'The service is terminated: nothing is changed',
    },
    waitingText: 'Your answer is written down. You can close this page.',
    unpaid:
      'A bill on the service is unpaid: its contacts can be changed once that is paid. Open this link again then.',
  },
}
