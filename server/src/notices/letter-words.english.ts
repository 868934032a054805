import type { LetterWords } from './letter-words.ts'

export const english: LetterWords = {
  greeting: ['Hello {firstname},', 'Hello,'],
  services: { one: '{count} service', few: '{count} services', many: '{count} services', other: '{count} services' },
  plans: {
    'renewal.upcoming': {
      subject: ['{services}: renewal on {deadline}', '{services}: upcoming renewal'],
      sentences: [
        '{services} will be renewed automatically: on {deadline} we issue the invoice.',
        [
          'We then collect {amount} including VAT, from your prepaid balance first and the rest from {means}.',
          'We then collect {amount} including VAT.',
          'We then collect the price from your prepaid balance first and the rest from {means}.',
        ],
        'You have nothing to do. To change how it renews, or to let it end, do so before that day.',
      ],
    },
    'renewal.succeeded': {
      subject: '{services}: renewed',
      sentences: [
        ['{services}: renewed and paid until {expiration}.', '{services}: renewed and paid.'],
        ['{amount} was collected from {means}.', '{amount} was collected.'],
        'Nothing else is due now. The next renewal will be announced in time.',
      ],
    },
    'renewal.failed': {
      subject: '{services}: the payment of the renewal failed',
      sentences: [
        [
          'We could not collect {amount} from {means}.',
          'We could not collect {amount}.',
          'We could not collect the payment.',
        ],
        'Reason: {reason}.',
        'We try again on {collectAt}.',
        'Unless it is paid, {services} will be suspended on {suspendAt}.',
        'You can pay at once, by any means, with the button below.',
      ],
    },
    'expiry.reminder': {
      subject: '{services}: expires on {deadline}',
      sentences: [
        '{services} is paid until {deadline} and is not renewed automatically.',
        ['Renewing costs {amount} including VAT.'],
        'Unless it is renewed, it is suspended on {deadline}, and terminated some time later.',
      ],
    },
    'ending.reminder': {
      subject: '{services}: ends on {deadline}',
      sentences: [
        '{services} is set to end on {deadline}: it is terminated then, with all its data, and cannot be brought back.',
        'To keep it, undo this until 24 hours before.',
      ],
    },
    'suspension.warning': {
      subject: '{services}: suspension on {deadline}',
      sentences: [
        ['{amount} is still to be paid for {services}.', 'The renewal of {services} is not paid.'],
        'Unless it is paid, we suspend it on {deadlineTime}. It comes back as soon as it is paid.',
      ],
    },
    'service.suspended': {
      subject: '{services}: suspended',
      sentences: [
        'We suspended {services}.',
        'It is terminated, with all its data, on {terminateAt} unless it is reopened before.',
      ],
    },
    'service.reopened': {
      subject: '{services}: running again',
      sentences: ['{services} is running again.', 'It is paid until {expiration}.'],
    },
    'termination.warning': {
      subject: '{services}: termination on {deadline}',
      sentences: [
        '{services} is suspended, and we terminate it on {deadlineTime}, with all its data. It cannot be brought back after that.',
        ['To keep it, pay {amount} before.', 'To keep it, renew it before.'],
      ],
    },
    'service.terminated': {
      subject: '{services}: terminated',
      sentences: ['{services} was terminated and cannot be brought back.', 'Nothing more is collected for it.'],
    },
    'card.ending': {
      subject: 'Your card {means} expires on {cardEndsOn}',
      sentences: [
        'Your card {means} is good until {cardEndsOn}, before the next renewal of {services} is charged.',
        'Register another means of payment by then, or make another one the default; otherwise that payment fails.',
      ],
    },
    'order.paid': {
      subject: ['Order {order}: paid', 'Your order is paid'],
      sentences: [
        [
          'We received {amount} for order {order}, paid by {means}.',
          'We received {amount} for order {order}.',
          'Your order is paid.',
        ],
        ['{services}: paid until {expiration}.'],
      ],
    },
    'mode.changed': {
      subject: '{services}: renewal changed',
      sentences: ['How {services} renews was changed.', 'It is paid until {expiration}.'],
    },
    'balance.credited': {
      subject: ['{amount} on your prepaid balance', 'Your prepaid balance was credited'],
      sentences: [
        ['We credited {amount} to your prepaid balance.', 'We credited your prepaid balance.'],
        'Reason: {reason}.',
        'It is used first for the next renewals.',
      ],
    },
    'termination.token': {
      subject: '{services}: confirm the termination',
      sentences: [
        'You asked to terminate {services}. Nothing happens until you confirm it:',
        '{link}',
        'If it was not you, leave this mail and change your password.',
      ],
    },
    'contact.change': {
      subject: ['{services}: change of contact', 'Change of contact'],
      sentences: [
        [
          'A change of the contacts of {services} waits for your answer.',
          'A change of contacts waits for your answer.',
        ],
        '{link}',
      ],
    },
    'account.created': {
      subject: 'Your account {account}',
      sentences: [
        'Your account {account} is open.',
        'Your services renew by themselves unless you decide otherwise. We write before each renewal, and whenever something must be paid or decided.',
      ],
    },
  },
  special: {
    'service.suspended:unpaid': {
      subject: '{services}: suspended until it is paid',
      sentences: [
        ['We suspended {services}: {amount} was not paid.', 'We suspended {services}: its renewal was not paid.'],
        'Pay, and it runs again at once.',
        'Unless it is paid, it is terminated on {terminateAt}, with all its data.',
      ],
    },
    'suspension.warning:expired': {
      subject: '{services}: suspension on {deadline}',
      sentences: [
        '{services} was not renewed.',
        ['Renewing costs {amount} including VAT.'],
        'Unless it is renewed, we suspend it on {deadlineTime}. It comes back as soon as it is renewed.',
      ],
    },
    'termination.warning:expired': {
      subject: '{services}: termination on {deadline}',
      sentences: [
        '{services} is suspended because nobody renewed it, and we terminate it on {deadlineTime}, with all its data. It cannot be brought back after that.',
        ['To keep it, renew it before, for {amount} including VAT.', 'To keep it, renew it before.'],
      ],
    },
    'service.suspended:expired': {
      subject: '{services}: expired and suspended',
      sentences: [
        [
          '{services} expired on {expiration} and was not renewed: we suspended it.',
          '{services} expired: we suspended it.',
        ],
        'Renew it, and it runs again at once.',
        'Unless it is renewed, it is terminated on {terminateAt}, with all its data.',
      ],
    },
    'service.terminated:ending': {
      subject: '{services}: ended as you wished',
      sentences: [
        '{services} ended today, as it was set to, and cannot be brought back.',
        'Nothing more is collected for it.',
      ],
    },
    'mode.changed:automatic': {
      subject: '{services}: renews automatically',
      sentences: [
        '{services} now renews automatically.',
        'It is paid until {expiration}; the renewal is invoiced and collected shortly before.',
      ],
    },
    'mode.changed:manual': {
      subject: '{services}: no longer renews automatically',
      sentences: [
        '{services} no longer renews automatically.',
        'It is paid until {expiration}. Unless you renew it by then, it is suspended on that day. We remind you before.',
      ],
    },
    'mode.changed:ending': {
      subject: '{services}: set to end',
      sentences: [
        '{services} is set to end. On that day it is terminated with all its data.',
        'It is paid until {expiration}. You can undo this until 24 hours before.',
      ],
    },
  },
  headings: { service: 'Service', paidUntil: 'Paid until' },
  facts: { amount: 'Amount', means: 'Means of payment', bill: 'Invoice', refund: 'Credit note' },
  actions: {
    pay: ['Pay {amount}', 'Pay now'],
    renew: 'Renew',
    manage: 'Open my services',
    openBill: 'Open the invoice',
    openRefund: 'Open the credit note',
    confirm: 'Confirm the termination',
    answer: 'Answer',
  },
  reasons: {
    insufficient_funds: 'not enough money on it',
    expired_card: 'the card has expired',
    no_means: 'no means of payment is registered',
  },
  closing: 'This mail was sent for the account {account}.',
}
