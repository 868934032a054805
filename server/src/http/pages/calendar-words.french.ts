import type { CalendarWords } from './calendar-words.ts'

export const french: CalendarWords = {
  title: 'Calendrier des renouvellements',
  about:
    'Quand vos services sont renouvelés, expirent et prennent fin, et à quel prix, dans le logiciel d’agenda que vous utilisez.',
  logIn: 'Connectez-vous pour voir son adresse, en créer une ou y mettre fin.',
  of: 'Compte {account}',
  none: 'Votre calendrier n’a pas encore d’adresse.',
  address: 'Adresse',
  madeAt: 'Créée le {date}.',
  howTo:
    'Dans votre logiciel d’agenda, ajoutez un calendrier par son adresse («\u00a0à partir de l’URL\u00a0», «\u00a0s’abonner\u00a0») et collez-la. Le logiciel se met ensuite à jour de lui-même.',
  secret: 'Quiconque connaît l’adresse peut lire le calendrier\u00a0: gardez-la pour vous.',
  subscribe: 'Ouvrir dans un logiciel d’agenda',
  make: 'Créer une adresse',
  makeAnother: 'Créer une nouvelle adresse',
  end: 'Mettre fin à l’adresse',
  consequence:
    'Une nouvelle adresse remplace celle-ci. Les logiciels abonnés à une ancienne adresse ne reçoivent plus rien.',
  done: {
    make: 'Votre calendrier a une nouvelle adresse.',
    end: 'L’adresse n’existe plus\u00a0: on ne peut plus rien y lire.',
  },
  stale: 'Rien n’a été modifié\u00a0: l’adresse avait déjà changé. Voici où elle en est.',
  formTooOld: 'Ce formulaire est resté ouvert trop longtemps. Rien n’a été modifié\u00a0: reconnectez-vous.',
}
