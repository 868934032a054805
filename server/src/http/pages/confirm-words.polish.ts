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
}
