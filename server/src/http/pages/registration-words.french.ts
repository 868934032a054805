import type { RegistrationWords } from './registration-words.ts'

export const french: RegistrationWords = {
  sandbox:
    'Bac à sable : cette page joue le prestataire de paiement. Aucun argent ne circule. Ne saisissez rien de réel.',
  about:
    'Pour le compte {account} chez {seller}. S’il devient le moyen par défaut, il paie désormais les renouvellements.',
  cancel: 'Annuler',
  notFound: 'Ce lien ne fonctionne plus',
  notFoundText: 'Il est incomplet, trop ancien ou remplacé par un plus récent. Recommencez là d’où vous venez.',
  card: {
    title: 'Ajouter une carte',
    number: 'Numéro de carte',
    expiry: 'Valable jusqu’à fin',
    expiryHint: 'MM/AA',
    code: 'Code de sécurité',
    register: 'Ajouter cette carte',
    kept: 'Sont conservés : la marque, les quatre derniers chiffres et la fin de validité. Le numéro et le code sont vérifiés puis oubliés.',
    tests: 'Numéros pour essayer',
    works: 'chaque paiement réussit',
    declines: 'est ajoutée, puis chaque paiement est refusé',
    refused: 'est refusée sur cette page',
  },
  paypal: {
    title: 'Payer avec PayPal',
    consequence:
      '{seller} peut prélever sur votre compte PayPal ce que ses factures demandent, jusqu’à ce que vous le retiriez.',
    email: 'Adresse de votre compte PayPal',
    agree: 'Accepter',
  },
  mandate: {
    title: 'Mandat de prélèvement SEPA',
    creditor: 'Créancier',
    reference: 'Référence du mandat',
    kind: 'Type de paiement',
    recurrent: 'récurrent',
    iban: 'IBAN',
    bic: 'BIC',
    ownerName: 'Titulaire du compte',
    ownerAddress: 'Adresse du titulaire',
    optional: 'facultatif',
    authorises:
      'En signant, vous permettez à {seller} de demander à votre banque le montant de ses factures, et à votre banque de le payer depuis ce compte.',
    refund:
      'Votre banque vous rembourse un prélèvement si vous le demandez dans les huit semaines, aux conditions convenues avec elle.',
    signature: 'Je suis titulaire de ce compte ou autorisé à signer pour lui, et je signe ce mandat.',
    sign: 'Signer le mandat',
  },
  wrong: {
    number: 'Ce n’est pas le numéro d’une carte acceptée : vérifiez ses chiffres.',
    expiry: 'Écrivez le mois et l’année comme sur la carte, par exemple 09/29. La carte doit être encore valable.',
    code: 'Les trois ou quatre chiffres au dos, ou au recto pour American Express.',
    email: 'Écrivez une adresse entière, comme nom@exemple.fr.',
    iban: 'Ce n’est pas l’IBAN d’un pays SEPA : vérifiez ses lettres et ses chiffres.',
    bic: 'Un BIC a 8 ou 11 lettres et chiffres. Il peut être omis.',
    ownerName: 'Écrivez le titulaire du compte, en 255 caractères au plus.',
    ownerAddress: 'Écrivez l’adresse en 255 caractères au plus.',
    isSigned: 'Le mandat ne compte que signé : cochez la case.',
  },
  isRefused: 'La banque n’accepte pas cette carte. Rien n’a été débité. Essayez-en une autre.',
  outcomes: {
    registered: { title: 'Le moyen de paiement est ajouté', text: 'Vous pouvez fermer cette page.' },
    cancelled: { title: 'Rien n’a été ajouté', text: 'Vous pouvez fermer cette page.' },
    refused: {
      title: 'Aucune carte n’a été ajoutée',
      text: 'Trop de cartes ont été refusées sur ce formulaire. Recommencez avec un autre moyen de paiement.',
    },
    expired: { title: 'Trop tard', text: 'Le délai de ce formulaire est passé. Recommencez là d’où vous venez.' },
  },
  back: 'Retour',
}
