import type { ConfirmWords } from './confirm-words.ts'

export const french: ConfirmWords = {
  notFound: 'Ce lien ne fonctionne plus',
  notFoundText:
    'Il est incomplet, trop ancien, déjà utilisé, ou un courriel plus récent l’a remplacé. Si vous le souhaitez toujours, demandez-en un nouveau.',
  termination: {
    title: 'Résilier {service} ?',
    about: '{type}, payé jusqu’au {date}.',
    consequence:
      'Il est résilié immédiatement, avec toutes ses données, et ne peut pas être rétabli. Ce qui est payé n’est pas remboursé ; plus rien ne sera prélevé pour lui.',
    options: 'Prennent fin avec lui :',
    confirm: 'Résilier maintenant',
    instead:
      'Pour le garder jusqu’à la fin de la période payée, fermez cette page et demandez plutôt sa fin à l’échéance.',
    done: '{service} est résilié',
    doneText: 'Vous pouvez fermer cette page.',
    notNow: '{service} n’a pas été résilié',
    reserved: 'Un paiement le concernant est encore en cours. Ouvrez de nouveau ce lien quand il sera terminé.',
  },
  contact: {
    title: 'D’autres contacts pour {service} ?',
    about: '{askedBy} le demande : le contact pour {roles} doit être {to} à la place de {from}.',
    roles: { admin: 'l’administration', billing: 'la facturation', tech: 'la technique' },
    consequence: 'Le changement a lieu quand les deux parties l’ont accepté. Si vous n’en savez rien, refusez.',
    accept: 'Accepter',
    refuse: 'Refuser',
    states: {
      waiting: 'L’autre partie doit encore répondre',
      done: 'Les contacts sont changés',
      refused: 'Le changement a été refusé',
      expired: 'Personne n’a répondu à temps : rien n’est changé',
      aborted: 'Le service est résilié : rien n’est changé',
    },
    waitingText: 'Votre réponse est enregistrée. Vous pouvez fermer cette page.',
    unpaid:
      'Une facture du service est impayée : ses contacts pourront être changés une fois qu’elle sera payée. Ouvrez alors ce lien de nouveau.',
  },
}
