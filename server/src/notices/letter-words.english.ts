import type { LetterWords } from './letter-words.ts'

export const english: LetterWords = {
  greeting: ['Hello {firstname},', 'Hello,'],
  services: { one: '{count} service', few: '{count} services', many: '{count} services', other: '{count} services' },
  plans: {
    'renewal.upcoming': {
      subject: ['{services}: renewal on {collectAt}', '{services}: upcoming renewal'],
      sentences: [
        '{services}: automatic renewal. On {collectAt} we issue the invoice.',
        [
          'We then collect {amountTaxed} including VAT, from your prepaid balance first and the rest from {means}.',
          'We then collect {amountTaxed} including VAT.',
          'We then collect {amountUntaxed} without VAT, from your prepaid balance first and the rest from {means}.',
          'We then collect {amountUntaxed} without VAT.',
          'We then collect the price from your prepaid balance first and the rest from {means}.',
        ],
        'You have nothing to do. To change or stop the renewal, do so before that day.',
      ],
    },
    'renewal.succeeded': {
      subject: '{services}: renewed',
      sentences: [
        ['{services}: renewed and paid until {expiration}.', '{services}: renewed and paid.'],
        [
          '{fromMeans} was collected from {means}, {fromBalance} from your prepaid balance.',
          '{amount} was collected from {means}.',
          '{fromBalance} was taken from your prepaid balance.',
          '{credited} was put on your prepaid balance. It is used first for the next renewals.',
          '{amount} was collected.',
        ],
        'Nothing else is due now.',
      ],
    },
    'renewal.failed': {
      subject: '{services}: the payment of the renewal failed',
      sentences: [
        [
          'We could not collect {fromMeans} from {means}. The {fromBalance} that your prepaid balance was to pay stays there.',
          'We could not collect {amount} from {means}.',
          'We could not collect {amount}.',
          'We could not collect the payment.',
        ],
        'Reason: {reason}.',
        'We try again on {collectAt}.',
        'Without payment, suspension begins on {suspendAt}.',
        'You can pay at once, by any means, with the button below.',
      ],
    },
    'expiry.reminder': {
      subject: '{services}: expiry on {deadline}',
      sentences: [
        '{services}: paid until {deadline}, without automatic renewal.',
        ['Renewing costs {amountTaxed} including VAT.', 'Renewing costs {amountUntaxed} without VAT.'],
        [
          'Without renewal, suspension follows on {suspendAt}, and termination with all data on {terminateAt}.',
          'Without renewal, suspension follows on {deadline}, and termination some time later.',
        ],
      ],
    },
    'ending.reminder': {
      subject: '{services}: end on {deadline}',
      sentences: [
        '{services}: set to end on {deadline}. Termination deletes all data and cannot be undone.',
        'You can still change your mind until {undoUntil}.',
      ],
    },
    'suspension.warning': {
      subject: '{services}: suspension on {deadline}',
      sentences: [
        ['{amount} is still to be paid for {services}.', 'The renewal of {services} is not paid.'],
        'Without payment, suspension follows on {deadlineTime}. Everything comes back as soon as it is paid.',
        'If nothing is paid, termination with all data follows on {terminateAt}.',
      ],
    },
    'service.suspended': {
      subject: '{services}: suspended',
      sentences: [
        'We suspended {services}.',
        'Unless reopened before, termination follows on {terminateAt}, with all data.',
      ],
    },
    'service.reopened': {
      subject: '{services}: running again',
      sentences: ['{services}: running again.', 'Paid until {expiration}.'],
    },
    'termination.warning': {
      subject: '{services}: termination on {deadline}',
      sentences: [
        '{services}: suspended. Termination follows on {deadlineTime}, with all data, and cannot be undone.',
        ['To prevent it, pay {amount} before.', 'To prevent it, renew before.'],
      ],
    },
    'service.terminated': {
      subject: '{services}: terminated',
      sentences: ['{services}: terminated, for good.', 'Nothing more is collected.'],
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
          'We received {fromMeans} for order {order} from {means}, and {fromBalance} from your prepaid balance.',
          'We received {amount} for order {order}, paid by {means}.',
          'We received {amount} for order {order}.',
          'Your order is paid.',
        ],
        ['{services}: paid until {expiration}.'],
      ],
    },
    'mode.changed': {
      subject: '{services}: renewal changed',
      sentences: ['The renewal of {services} was changed.', 'Paid until {expiration}.'],
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
        'The service then ends at once, with all its data, and cannot be restored. The link can be used for 24 hours.',
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
        '{askedBy} asks that the contact for {contactRoles} be {contactTo} instead of {contactFrom}.',
        'It is changed when both sides have accepted; without both answers within 72 hours nothing changes.',
        '{link}',
      ],
    },
    'documents.exported': {
      subject: 'Your documents are ready',
      sentences: [
        'The documents that you asked for are ready to be downloaded, for seven days:',
        '{link}',
        'Whoever has this link can read them: do not pass it on.',
      ],
    },
    'account.created': {
      subject: 'Your account {account}',
      sentences: [
        'Your account {account} is open.',
        'Your services renew by themselves unless you decide otherwise. We write when they were renewed, before those of more than a month are, and whenever something must be paid or decided.',
      ],
    },
  },
  special: {
    'order.paid:free': {
      subject: ['Order {order}: done', 'Your order is done'],
      sentences: [
        [
          'Order {order} gives you money back: {credited} was put on your prepaid balance.',
          'Order {order} costs nothing: it is done.',
        ],
        ['{services}: paid until {expiration}.'],
      ],
    },
    'service.suspended:unpaid': {
      subject: '{services}: suspended until it is paid',
      sentences: [
        ['We suspended {services}: {amount} was not paid.', 'We suspended {services}: the renewal was not paid.'],
        'Pay, and everything runs again at once.',
        'Without payment, termination follows on {terminateAt}, with all data.',
      ],
    },
    'suspension.warning:expired': {
      subject: '{services}: suspension on {deadline}',
      sentences: [
        '{services}: not renewed yet.',
        ['Renewing costs {amountTaxed} including VAT.', 'Renewing costs {amountUntaxed} without VAT.'],
        'Without renewal, suspension follows on {deadlineTime}. Renewing brings everything back at once.',
        'If nothing is renewed, termination with all data follows on {terminateAt}.',
      ],
    },
    'termination.warning:expired': {
      subject: '{services}: termination on {deadline}',
      sentences: [
        '{services}: suspended, for want of renewal. Termination follows on {deadlineTime}, with all data, and cannot be undone.',
        [
          'To prevent it, renew before, for {amountTaxed} including VAT.',
          'To prevent it, renew before, for {amountUntaxed} without VAT.',
          'To prevent it, renew before.',
        ],
      ],
    },
    'service.suspended:expired': {
      subject: '{services}: expired and suspended',
      sentences: [
        [
          '{services}: expired on {expiration} without renewal, and therefore suspended.',
          '{services}: expired, and therefore suspended.',
        ],
        'Renew, and everything runs again at once.',
        'Without renewal, termination follows on {terminateAt}, with all data.',
      ],
    },
    'service.suspended:customer': {
      subject: '{services}: suspended at your request',
      sentences: ['{services}: suspended, as you asked. Renewals go on as before until you reopen or end the service.'],
    },
    'service.suspended:operator': {
      subject: '{services}: suspended by us',
      sentences: [
        'We suspended {services}. Paying does not reopen it: please write to us.',
        'Paid until {expiration}.',
      ],
    },
    'service.terminated:ending': {
      subject: '{services}: ended as you wished',
      sentences: ['{services}: ended today, as you had set, for good.', 'Nothing more is collected.'],
    },
    'ending.reminder:parent': {
      subject: '{services}: end on {deadline}',
      sentences: [
        '{services}: end on {deadline}, because the main service does not renew by itself. Termination deletes all data and cannot be undone.',
        'To prevent it, renew the main service before that day, or let it renew automatically.',
      ],
    },
    'service.terminated:parent': {
      subject: '{services}: ended',
      sentences: [
        '{services}: ended today, for good, because the main service was not renewed.',
        'Nothing more is collected.',
      ],
    },
    'mode.changed:automatic': {
      subject: '{services}: automatic renewal',
      sentences: [
        '{services}: from now on the renewal is automatic.',
        'Paid until {expiration}; the renewal is invoiced and collected shortly before.',
      ],
    },
    'mode.changed:manual': {
      subject: '{services}: no longer renewed automatically',
      sentences: [
        '{services}: the renewal is no longer automatic.',
        'Paid until {expiration}. Unless you renew by then, suspension follows on that day. We remind you before.',
      ],
    },
    'mode.changed:ending': {
      subject: '{services}: set to end',
      sentences: [
        [
          '{services}: set to end on {endsOn}. On that day everything is terminated, with all data.',
          '{services}: set to end. On that day everything is terminated, with all data.',
        ],
        'Paid until {expiration}.',
        'You can undo this until {undoUntil}.',
      ],
    },
  },
  colon: ': ',
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
    download: 'Download',
  },
  reasons: {
    insufficient_funds: 'not enough money on it',
    do_not_honor: 'refused by the bank',
    lost_card: 'the card was reported lost',
    stolen_card: 'the card was reported stolen',
    fraud: 'suspected fraud',
    incomplete: 'only a part of the amount came; it is on your prepaid balance',
    provider_error: 'the payment provider did not work',
    never_received: 'the payment provider did not get it',
    expired_card: 'the card has expired',
    chargeback: 'the payment was taken back through its provider',
    no_usable_means: 'there is no means of payment that can be charged',
    undeliverable: 'the order could no longer be delivered',
    late: 'the payment had been refused before',
  },
  contactRoles: { admin: 'administration', billing: 'billing', tech: 'technical matters' },
  closing: 'This mail was sent for the account {account}.',
}
