import type { ConfirmWords } from './confirm-words.ts'

export const polish: ConfirmWords = {
  notFound: 'Ten link już nie działa',
  notFoundText:
    'Jest niepełny, zbyt stary, już użyty albo zastąpiła go nowsza wiadomość. Jeśli nadal tego chcesz, poproś o nowy.',
  termination: {
    title: 'Zakończyć {service}?',
    about: '{type}, opłacone do {date}.',
    consequence:
      'Usługa zostanie zakończona natychmiast, wraz ze wszystkimi danymi, i nie można jej przywrócić. Zapłaconej kwoty nie zwracamy; niczego więcej za nią nie pobierzemy.',
    options: 'Razem z nią zakończą się:',
    confirm: 'Zakończ teraz',
    instead: 'Aby zachować ją do końca opłaconego okresu, zamknij tę stronę i ustaw zakończenie w dniu wygaśnięcia.',
    done: 'Usługa {service} została zakończona',
    doneText: 'Możesz zamknąć tę stronę.',
    notNow: 'Usługa {service} nie została zakończona',
    reserved: 'Płatność za nią jest w toku. Otwórz ten link ponownie, gdy płatność się zakończy.',
  },
  contact: {
    title: 'Inne kontakty dla usługi {service}?',
    about: 'Prosi o to {askedBy}: kontaktem w zakresie {roles} ma być {to} zamiast {from}.',
    roles: { admin: 'administracji', billing: 'rozliczeń', tech: 'techniki' },
    consequence: 'Zmiana następuje, gdy zaakceptują ją obie strony. Jeśli nic o tym nie wiesz, odmów.',
    accept: 'Akceptuję',
    refuse: 'Odmawiam',
    states: {
      waiting: 'Druga strona jeszcze nie odpowiedziała',
      done: 'Kontakty zostały zmienione',
      refused: 'Zmiana została odrzucona',
      expired: 'Nikt nie odpowiedział na czas: nic się nie zmieniło',
      aborted: 'Usługa jest zakończona: nic się nie zmieniło',
    },
    waitingText: 'Twoja odpowiedź została zapisana. Możesz zamknąć tę stronę.',
    unpaid:
      'Faktura za usługę jest nieopłacona: kontakty można zmienić, gdy zostanie opłacona. Otwórz wtedy ten link ponownie.',
  },
}
