import type { PageWords } from './page-words.ts'

export const french: PageWords = {
  pdf: 'Télécharger le PDF',
  open: { order: 'Commande {number}', bill: 'Facture {number}', refund: 'Avoir {number}' },
  notFound: { order: 'Commande introuvable', bill: 'Facture introuvable', refund: 'Avoir introuvable' },
  notFoundText: 'Rien n’a ce numéro et ce mot de passe. Vérifiez que le lien est complet.',
  tooMany: 'Trop de tentatives',
  tooManyText: 'Trop de tentatives avec un numéro ou un mot de passe erroné. Réessayez dans une minute.',
  pay: 'Payer cette commande',
  payBill: 'Payer cette facture',
  confirm: 'Confirmer cette commande',
  payUntil: 'Cette commande peut être payée jusqu’au {date}. Ensuite elle est annulée, et rien n’est dû.',
  payAnyTime: 'Cette commande peut être payée à tout moment.',
  logInToPay: 'Connectez-vous pour payer avec l’un de vos moyens de paiement enregistrés.',
  logInToConfirm: 'Rien n’est dû. Connectez-vous pour confirmer la commande.',
  account: 'Compte',
  password: 'Mot de passe',
  next: 'Continuer',
  payWith: 'Payer avec',
  means: {
    paypal: 'PayPal',
    creditCard: 'Carte bancaire',
    bankAccount: 'Prélèvement bancaire',
    deferredPaymentAccount: 'Paiement différé',
    ovhAccount: 'Compte prépayé',
    fidelityAccount: 'Gratuit',
  },
  isDefault: 'par défaut',
  payAmount: 'Payer {amount}',
  nothingDue: 'Rien n’est dû\u00a0: la commande est exécutée dès que vous la confirmez.',
  noMeans:
    'Aucun de vos moyens de paiement ne peut payer cette commande. Enregistrez-en un, ou créditez votre compte prépayé, puis rouvrez cette page.',
  cancel: 'Annuler',
  checking:
    'Votre paiement est en cours de vérification. Vous n’avez rien à faire\u00a0: rouvrez cette page plus tard pour en voir l’issue.',
  payByApi: 'Payer par l’API',
  confirmByApi: 'Confirmer par l’API',
  methodNumber: '<numéro>',
  refusals: {
    PAYMENT_DECLINED:
      'Le paiement a été refusé ({reason}). Rien n’a été débité\u00a0: choisissez un autre moyen de paiement.',
    PAYMENT_INCOMPLETE:
      'Une partie seulement du montant a été débitée. Elle est sur votre compte prépayé\u00a0; la commande reste à payer en entier.',
    PAYMENT_FAILED: 'Le prestataire de paiement n’a pas fonctionné. Rien n’a été débité\u00a0: réessayez.',
    PAYMENT_MEANS_NOT_VALID:
      'Ce moyen de paiement n’est plus valide. Rien n’a été débité\u00a0: choisissez-en un autre.',
    PAYMENT_MEANS_REFUSED:
      'Ce moyen de paiement ne peut pas payer cette commande. Rien n’a été débité\u00a0: choisissez-en un autre.',
    BALANCE_TOO_SMALL:
      'Votre compte prépayé ne suffit pas pour cette commande. Rien n’a été débité\u00a0: choisissez un autre moyen de paiement.',
    NOT_FOUND: 'Ce moyen de paiement n’existe plus. Rien n’a été débité\u00a0: choisissez-en un autre.',
    ORDER_BEING_PAID: 'Cette commande est déjà en cours de paiement. Rien de plus n’a été débité.',
    ORDER_DELIVERED: 'Cette commande est déjà payée. Rien de plus n’a été débité.',
    ORDER_CANCELLED: 'Cette commande est annulée. Rien n’a été débité\u00a0: passez une nouvelle commande.',
    ORDER_EXPIRED: 'Cette commande n’a pas été payée à temps. Rien n’a été débité\u00a0: passez une nouvelle commande.',
    ORDER_OUTDATED:
      'Un service de cette commande a changé depuis, la commande est donc annulée. Rien n’a été débité\u00a0: passez une nouvelle commande.',
    SERVICE_RESERVED:
      'Un service de cette commande est en train d’être payé par une autre. Rien n’a été débité\u00a0: réessayez plus tard.',
    DEBT_CLOSED: 'Ce que cette commande devait régler l’est déjà. Rien n’a été débité.',
    paidTooLate: 'Cette commande ne pouvait plus être livrée. Ce qui a été débité est sur votre compte prépayé.',
    wrongLogin: 'Le compte ou le mot de passe est erroné.',
    otherAccount: 'Cette commande appartient à un autre compte. Connectez-vous avec le compte qui l’a passée.',
    formTooOld: 'Ce formulaire est resté ouvert trop longtemps. Rien n’a été débité\u00a0: reconnectez-vous.',
  },
  reasons: {
    insufficient_funds: 'provision insuffisante',
    expired_card: 'carte expirée',
    do_not_honor: 'refus de la banque',
    lost_card: 'carte déclarée perdue',
    stolen_card: 'carte déclarée volée',
    fraud: 'soupçon de fraude',
  },
}
