import type { LetterWords } from './letter-words.ts'

export const french: LetterWords = {
  greeting: ['Bonjour {firstname},', 'Bonjour,'],
  services: { one: '{count} service', few: '{count} services', many: '{count} services', other: '{count} services' },
  plans: {
    'renewal.upcoming': {
      subject: ['{services} : renouvellement le {collectAt}', '{services} : prochain renouvellement'],
      sentences: [
        '{services} : renouvellement automatique, facturé le {collectAt}.',
        [
          'Nous prélevons alors {amountTaxed} TTC, d’abord sur votre solde prépayé, le reste sur {means}.',
          'Nous prélevons alors {amountTaxed} TTC.',
          'Nous prélevons alors {amountUntaxed} hors TVA, d’abord sur votre solde prépayé, le reste sur {means}.',
          'Nous prélevons alors {amountUntaxed} hors TVA.',
          'Nous prélevons alors le prix, d’abord sur votre solde prépayé, le reste sur {means}.',
        ],
        'Vous n’avez rien à faire. Pour changer le renouvellement ou y mettre fin, faites-le avant ce jour.',
      ],
    },
    'renewal.succeeded': {
      subject: '{services} : renouvellement effectué',
      sentences: [
        [
          '{services} : renouvellement effectué et payé jusqu’au {expiration}.',
          '{services} : renouvellement effectué et payé.',
        ],
        [
          '{fromMeans} ont été prélevés sur {means}, {fromBalance} sur votre solde prépayé.',
          '{amount} ont été prélevés sur {means}.',
          '{fromBalance} ont été prélevés sur votre solde prépayé.',
          '{credited} ont été crédités sur votre solde prépayé, qui sert d’abord aux prochains renouvellements.',
          '{amount} ont été prélevés.',
        ],
        'Rien d’autre n’est dû.',
      ],
    },
    'renewal.failed': {
      subject: '{services} : le paiement du renouvellement a échoué',
      sentences: [
        [
          'Nous n’avons pas pu prélever {fromMeans} sur {means}. La part de votre solde prépayé, {fromBalance}, y reste.',
          'Nous n’avons pas pu prélever {amount} sur {means}.',
          'Nous n’avons pas pu prélever {amount}.',
          'Le prélèvement a échoué.',
        ],
        'Motif : {reason}.',
        'Nous essaierons de nouveau le {collectAt}.',
        'Sans paiement, la suspension commencera le {suspendAt}.',
        'Vous pouvez payer tout de suite, par le moyen de votre choix, avec le bouton ci-dessous.',
      ],
    },
    'expiry.reminder': {
      subject: '{services} : expiration le {deadline}',
      sentences: [
        '{services} : paiement valable jusqu’au {deadline}, sans renouvellement automatique.',
        ['Le renouvellement coûte {amountTaxed} TTC.', 'Le renouvellement coûte {amountUntaxed} hors TVA.'],
        [
          'Sans renouvellement, la suspension suivra le {suspendAt}, et la résiliation, avec toutes les données, le {terminateAt}.',
          'Sans renouvellement, la suspension suivra le {deadline}, et la résiliation quelque temps après.',
        ],
      ],
    },
    'ending.reminder': {
      subject: '{services} : fin le {deadline}',
      sentences: [
        '{services} : fin prévue le {deadline}. La résiliation efface toutes les données, sans retour possible.',
        'Vous pouvez encore changer d’avis jusqu’au {undoUntil}.',
      ],
    },
    'suspension.warning': {
      subject: '{services} : suspension le {deadline}',
      sentences: [
        ['{amount} restent à payer pour {services}.', 'Le renouvellement de {services} n’est pas payé.'],
        'Sans paiement, la suspension suivra le {deadlineTime}. Tout est rétabli dès le paiement.',
        'Si rien n’est payé, la résiliation, avec toutes les données, suivra le {terminateAt}.',
      ],
    },
    'service.suspended': {
      subject: '{services} : suspension',
      sentences: [
        'Nous avons suspendu {services}.',
        'Sans rétablissement, la résiliation suivra le {terminateAt}, avec toutes les données.',
      ],
    },
    'service.reopened': {
      subject: '{services} : rétablissement',
      sentences: ['{services} : de nouveau en service.', 'Payé jusqu’au {expiration}.'],
    },
    'termination.warning': {
      subject: '{services} : résiliation le {deadline}',
      sentences: [
        '{services} : en suspension. La résiliation suivra le {deadlineTime}, avec toutes les données, sans retour possible.',
        ['Pour l’éviter, payez {amount} avant.', 'Pour l’éviter, renouvelez avant.'],
      ],
    },
    'service.terminated': {
      subject: '{services} : résiliation effectuée',
      sentences: ['{services} : résiliation effectuée, sans retour possible.', 'Plus rien n’est prélevé.'],
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
          'Nous avons reçu {fromMeans} pour la commande {order} par {means}, et {fromBalance} de votre solde prépayé.',
          'Nous avons reçu {amount} pour la commande {order}, payée par {means}.',
          'Nous avons reçu {amount} pour la commande {order}.',
          'Votre commande est payée.',
        ],
        ['{services} : payé jusqu’au {expiration}.'],
      ],
    },
    'mode.changed': {
      subject: '{services} : renouvellement modifié',
      sentences: ['Le renouvellement de {services} a été modifié.', 'Payé jusqu’au {expiration}.'],
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
        'Le service prend alors fin aussitôt, avec toutes ses données, sans retour possible. Le lien est valable 24 heures.',
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
        '{askedBy} demande que le contact pour {contactRoles} soit {contactTo} au lieu de {contactFrom}.',
        'Le changement a lieu quand les deux parties l’ont accepté ; sans leurs deux réponses sous 72 heures, rien ne change.',
        '{link}',
      ],
    },
    'documents.exported': {
      subject: 'Vos documents sont prêts',
      sentences: [
        'Les documents que vous avez demandés peuvent être téléchargés pendant sept jours :',
        '{link}',
        'Quiconque possède ce lien peut les lire : ne le transmettez pas.',
      ],
    },
    'account.created': {
      subject: 'Votre compte {account}',
      sentences: [
        'Votre compte {account} est ouvert.',
        'Vos services se renouvellent d’eux-mêmes, sauf si vous en décidez autrement. Nous vous écrivons après chaque renouvellement, avant ceux de plus d’un mois, et quand quelque chose est à payer ou à décider.',
      ],
    },
  },
  special: {
    'order.paid:free': {
      subject: ['Commande {order} : traitée', 'Votre commande est traitée'],
      sentences: [
        [
          'La commande {order} vous rend de l’argent : {credited} ont été crédités sur votre solde prépayé.',
          'La commande {order} est gratuite : elle est traitée.',
        ],
        ['{services} : payé jusqu’au {expiration}.'],
      ],
    },
    'service.suspended:unpaid': {
      subject: '{services} : suspension jusqu’au paiement',
      sentences: [
        [
          'Nous avons suspendu {services} : {amount} n’ont pas été payés.',
          'Nous avons suspendu {services} : le renouvellement n’est pas payé.',
        ],
        'Payez, et tout fonctionne de nouveau aussitôt.',
        'Sans paiement, la résiliation suivra le {terminateAt}, avec toutes les données.',
      ],
    },
    'suspension.warning:expired': {
      subject: '{services} : suspension le {deadline}',
      sentences: [
        '{services} : pas encore de renouvellement.',
        ['Le renouvellement coûte {amountTaxed} TTC.', 'Le renouvellement coûte {amountUntaxed} hors TVA.'],
        'Sans renouvellement, la suspension suivra le {deadlineTime}. Tout est rétabli dès le renouvellement.',
        'Si rien n’est renouvelé, la résiliation, avec toutes les données, suivra le {terminateAt}.',
      ],
    },
    'termination.warning:expired': {
      subject: '{services} : résiliation le {deadline}',
      sentences: [
        '{services} : en suspension, faute de renouvellement. La résiliation suivra le {deadlineTime}, avec toutes les données, sans retour possible.',
        [
          'Pour l’éviter, renouvelez avant, pour {amountTaxed} TTC.',
          'Pour l’éviter, renouvelez avant, pour {amountUntaxed} hors TVA.',
          'Pour l’éviter, renouvelez avant.',
        ],
      ],
    },
    'service.suspended:expired': {
      subject: '{services} : expiration et suspension',
      sentences: [
        [
          '{services} : expiration le {expiration} sans renouvellement, d’où la suspension.',
          '{services} : expiration sans renouvellement, d’où la suspension.',
        ],
        'Renouvelez, et tout fonctionne de nouveau aussitôt.',
        'Sans renouvellement, la résiliation suivra le {terminateAt}, avec toutes les données.',
      ],
    },
    'service.suspended:customer': {
      subject: '{services} : suspension à votre demande',
      sentences: [
        '{services} : suspension, comme vous l’avez demandé. Les renouvellements continuent comme avant, jusqu’au rétablissement ou à la fin.',
      ],
    },
    'service.suspended:operator': {
      subject: '{services} : suspension par nos soins',
      sentences: [
        'Nous avons suspendu {services}. Un paiement ne suffit pas au rétablissement : écrivez-nous.',
        'Payé jusqu’au {expiration}.',
      ],
    },
    'service.terminated:ending': {
      subject: '{services} : fin, comme vous l’avez voulu',
      sentences: ['{services} : fin ce jour, comme prévu, sans retour possible.', 'Plus rien n’est prélevé.'],
    },
    'ending.reminder:parent': {
      subject: '{services} : fin le {deadline}',
      sentences: [
        '{services} : fin le {deadline}, car le service principal ne se renouvelle pas tout seul. La résiliation efface toutes les données, sans retour possible.',
        'Pour l’éviter, renouvelez le service principal avant ce jour, ou laissez-le se renouveler automatiquement.',
      ],
    },
    'service.terminated:parent': {
      subject: '{services} : fin',
      sentences: [
        '{services} : fin aujourd’hui, définitive, car le service principal n’a pas été renouvelé.',
        'Plus rien n’est prélevé.',
      ],
    },
    'mode.changed:automatic': {
      subject: '{services} : renouvellement automatique',
      sentences: [
        '{services} : le renouvellement est désormais automatique.',
        'Payé jusqu’au {expiration} ; le renouvellement est facturé et prélevé peu avant.',
      ],
    },
    'mode.changed:manual': {
      subject: '{services} : plus de renouvellement automatique',
      sentences: [
        '{services} : le renouvellement n’est plus automatique.',
        'Payé jusqu’au {expiration}. Sans renouvellement d’ici là, la suspension suivra ce jour-là. Nous vous le rappellerons avant.',
      ],
    },
    'mode.changed:ending': {
      subject: '{services} : fin programmée',
      sentences: [
        [
          '{services} : fin prévue le {endsOn}. Ce jour-là, tout est résilié avec les données.',
          '{services} : fin prévue. Ce jour-là, tout est résilié avec les données.',
        ],
        'Payé jusqu’au {expiration}.',
        'Vous pouvez annuler jusqu’au {undoUntil}.',
      ],
    },
  },
  colon: ' : ',
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
    download: 'Télécharger',
  },
  reasons: {
    insufficient_funds: 'provision insuffisante',
    do_not_honor: 'refus de la banque',
    lost_card: 'la carte a été déclarée perdue',
    stolen_card: 'la carte a été déclarée volée',
    fraud: 'soupçon de fraude',
    incomplete: 'une partie seulement du montant est arrivée ; elle est sur votre solde prépayé',
    provider_error: 'le prestataire de paiement n’a pas fonctionné',
    never_received: 'le prestataire de paiement ne l’a jamais reçu',
    expired_card: 'la carte a expiré',
    chargeback: 'le paiement a été repris auprès de son prestataire',
    no_usable_means: 'aucun moyen de paiement ne peut être débité',
    undeliverable: 'la commande ne pouvait plus être livrée',
    late: 'le paiement avait d’abord été refusé',
  },
  contactRoles: { admin: 'l’administration', billing: 'la facturation', tech: 'la technique' },
  closing: 'Ce message concerne le compte {account}.',
}
