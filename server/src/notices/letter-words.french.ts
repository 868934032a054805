import type { LetterWords } from './letter-words.ts'

export const french: LetterWords = {
  greeting: ['Bonjour {firstname},', 'Bonjour,'],
  services: { one: '{count} service', few: '{count} services', many: '{count} services', other: '{count} services' },
  plans: {
    'renewal.upcoming': {
      subject: ['{services} : renouvellement le {deadline}', '{services} : prochain renouvellement'],
      sentences: [
        '{services} sera renouvelé automatiquement : la facture est émise le {deadline}.',
        [
          'Nous prélevons alors {amount} TTC, d’abord sur votre solde prépayé, le reste sur {means}.',
          'Nous prélevons alors {amount} TTC.',
          'Nous prélevons alors le prix, d’abord sur votre solde prépayé, le reste sur {means}.',
        ],
        'Vous n’avez rien à faire. Pour changer le renouvellement ou y mettre fin, faites-le avant ce jour.',
      ],
    },
    'renewal.succeeded': {
      subject: '{services} : renouvelé',
      sentences: [
        ['{services} : renouvelé et payé jusqu’au {expiration}.', '{services} : renouvelé et payé.'],
        ['{amount} ont été prélevés sur {means}.', '{amount} ont été prélevés.'],
        'Rien d’autre n’est dû. Le prochain renouvellement vous sera annoncé à temps.',
      ],
    },
    'renewal.failed': {
      subject: '{services} : le paiement du renouvellement a échoué',
      sentences: [
        [
          'Nous n’avons pas pu prélever {amount} sur {means}.',
          'Nous n’avons pas pu prélever {amount}.',
          'Le prélèvement a échoué.',
        ],
        'Motif : {reason}.',
        'Nous essaierons de nouveau le {collectAt}.',
        'Sans paiement, {services} sera suspendu le {suspendAt}.',
        'Vous pouvez payer tout de suite, par le moyen de votre choix, avec le bouton ci-dessous.',
      ],
    },
    'expiry.reminder': {
      subject: '{services} : expire le {deadline}',
      sentences: [
        '{services} est payé jusqu’au {deadline} et n’est pas renouvelé automatiquement.',
        ['Le renouvellement coûte {amount} TTC.'],
        'Sans renouvellement, il est suspendu le {deadline}, puis résilié quelque temps après.',
      ],
    },
    'ending.reminder': {
      subject: '{services} : prend fin le {deadline}',
      sentences: [
        '{services} doit prendre fin le {deadline} : il est alors résilié avec toutes ses données, sans retour possible.',
        'Pour le garder, annulez cette fin au plus tard 24 heures avant.',
      ],
    },
    'suspension.warning': {
      subject: '{services} : suspension le {deadline}',
      sentences: [
        ['{amount} restent à payer pour {services}.', 'Le renouvellement de {services} n’est pas payé.'],
        'Sans paiement, nous le suspendons le {deadlineTime}. Il est rétabli dès qu’il est payé.',
      ],
    },
    'service.suspended': {
      subject: '{services} : suspendu',
      sentences: [
        'Nous avons suspendu {services}.',
        'Il sera résilié avec toutes ses données le {terminateAt} s’il n’est pas rétabli avant.',
      ],
    },
    'service.reopened': {
      subject: '{services} : rétabli',
      sentences: ['{services} fonctionne de nouveau.', 'Il est payé jusqu’au {expiration}.'],
    },
    'termination.warning': {
      subject: '{services} : résiliation le {deadline}',
      sentences: [
        '{services} est suspendu, et nous le résilions le {deadlineTime} avec toutes ses données, sans retour possible.',
        ['Pour le garder, payez {amount} avant.', 'Pour le garder, renouvelez-le avant.'],
      ],
    },
    'service.terminated': {
      subject: '{services} : résilié',
      sentences: ['{services} est résilié, sans retour possible.', 'Plus rien n’est prélevé pour lui.'],
    },
    'card.ending': {
      subject: 'Votre carte {means} expire le {cardEndsOn}',
      sentences: [
        'Votre carte {means} est valable jusqu’au {cardEndsOn}, avant le prochain prélèvement pour {services}.',
        'Enregistrez d’ici là un autre moyen de paiement, ou choisissez-en un autre par défaut ; sinon ce paiement échouera.',
      ],
    },
    'order.paid': {
      subject: ['Commande {order} : payée', 'Votre commande est payée'],
      sentences: [
        [
          'Nous avons reçu {amount} pour la commande {order}, payée par {means}.',
          'Nous avons reçu {amount} pour la commande {order}.',
          'Votre commande est payée.',
        ],
        ['{services} : payé jusqu’au {expiration}.'],
      ],
    },
    'mode.changed': {
      subject: '{services} : renouvellement modifié',
      sentences: ['Le renouvellement de {services} a été modifié.', 'Il est payé jusqu’au {expiration}.'],
    },
    'balance.credited': {
      subject: ['{amount} sur votre solde prépayé', 'Votre solde prépayé a été crédité'],
      sentences: [
        ['Nous avons crédité votre solde prépayé de {amount}.', 'Nous avons crédité votre solde prépayé.'],
        'Motif : {reason}.',
        'Il sert d’abord aux prochains renouvellements.',
      ],
    },
    'termination.token': {
      subject: '{services} : confirmez la résiliation',
      sentences: [
        'Vous avez demandé la résiliation de {services}. Rien ne se passe tant que vous ne la confirmez pas :',
        '{link}',
        'Si ce n’était pas vous, ignorez ce message et changez votre mot de passe.',
      ],
    },
    'contact.change': {
      subject: ['{services} : changement de contact', 'Changement de contact'],
      sentences: [
        [
          'Un changement des contacts de {services} attend votre réponse.',
          'Un changement de contacts attend votre réponse.',
        ],
        '{link}',
      ],
    },
    'account.created': {
      subject: 'Votre compte {account}',
      sentences: [
        'Votre compte {account} est ouvert.',
        'Vos services se renouvellent d’eux-mêmes, sauf si vous en décidez autrement. Nous vous écrivons avant chaque renouvellement, et quand quelque chose est à payer ou à décider.',
      ],
    },
  },
  special: {
    'service.suspended:unpaid': {
      subject: '{services} : suspendu jusqu’au paiement',
      sentences: [
        [
          'Nous avons suspendu {services} : {amount} n’ont pas été payés.',
          'Nous avons suspendu {services} : son renouvellement n’est pas payé.',
        ],
        'Payez, et il fonctionne de nouveau aussitôt.',
        'Sans paiement, il est résilié avec toutes ses données le {terminateAt}.',
      ],
    },
    'suspension.warning:expired': {
      subject: '{services} : suspension le {deadline}',
      sentences: [
        '{services} n’a pas été renouvelé.',
        ['Le renouvellement coûte {amount} TTC.'],
        'Sans renouvellement, nous le suspendons le {deadlineTime}. Il est rétabli dès qu’il est renouvelé.',
      ],
    },
    'termination.warning:expired': {
      subject: '{services} : résiliation le {deadline}',
      sentences: [
        '{services} est suspendu faute de renouvellement, et nous le résilions le {deadlineTime} avec toutes ses données, sans retour possible.',
        ['Pour le garder, renouvelez-le avant, pour {amount} TTC.', 'Pour le garder, renouvelez-le avant.'],
      ],
    },
    'service.suspended:expired': {
      subject: '{services} : expiré et suspendu',
      sentences: [
        [
          '{services} a expiré le {expiration} sans être renouvelé : nous l’avons suspendu.',
          '{services} a expiré : nous l’avons suspendu.',
        ],
        'Renouvelez-le, et il fonctionne de nouveau aussitôt.',
        'Sans renouvellement, il est résilié avec toutes ses données le {terminateAt}.',
      ],
    },
    'service.terminated:ending': {
      subject: '{services} : terminé comme vous l’avez voulu',
      sentences: [
        '{services} a pris fin aujourd’hui, comme prévu, sans retour possible.',
        'Plus rien n’est prélevé pour lui.',
      ],
    },
    'mode.changed:automatic': {
      subject: '{services} : renouvellement automatique',
      sentences: [
        '{services} se renouvelle maintenant automatiquement.',
        'Il est payé jusqu’au {expiration} ; le renouvellement est facturé et prélevé peu avant.',
      ],
    },
    'mode.changed:manual': {
      subject: '{services} : plus de renouvellement automatique',
      sentences: [
        '{services} ne se renouvelle plus automatiquement.',
        'Il est payé jusqu’au {expiration}. Si vous ne le renouvelez pas d’ici là, il est suspendu ce jour-là. Nous vous le rappellerons avant.',
      ],
    },
    'mode.changed:ending': {
      subject: '{services} : fin programmée',
      sentences: [
        '{services} doit prendre fin. Ce jour-là, il est résilié avec toutes ses données.',
        'Il est payé jusqu’au {expiration}. Vous pouvez annuler jusqu’à 24 heures avant.',
      ],
    },
  },
  headings: { service: 'Service', paidUntil: 'Payé jusqu’au' },
  facts: { amount: 'Montant', means: 'Moyen de paiement', bill: 'Facture', refund: 'Avoir' },
  actions: {
    pay: ['Payer {amount}', 'Payer maintenant'],
    renew: 'Renouveler',
    manage: 'Ouvrir mes services',
    openBill: 'Ouvrir la facture',
    openRefund: 'Ouvrir l’avoir',
    confirm: 'Confirmer la résiliation',
    answer: 'Répondre',
  },
  reasons: {
    insufficient_funds: 'provision insuffisante',
    expired_card: 'la carte a expiré',
    no_means: 'aucun moyen de paiement n’est enregistré',
  },
  closing: 'Ce message concerne le compte {account}.',
}
