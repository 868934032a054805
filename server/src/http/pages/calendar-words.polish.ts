import type { CalendarWords } from './calendar-words.ts'

export const polish: CalendarWords = {
  title: 'Kalendarz odnowień',
  about: 'Kiedy Twoje usługi odnawiają się, wygasają i kończą, i ile to kosztuje, w kalendarzu, którego używasz.',
  logIn: 'Zaloguj się, aby zobaczyć jego adres, utworzyć nowy lub go unieważnić.',
  of: 'Konto {account}',
  none: 'Twój kalendarz nie ma jeszcze adresu.',
  address: 'Adres',
  madeAt: 'Utworzony {date}.',
  howTo:
    'W swoim programie dodaj kalendarz przez adres („z adresu URL”, „subskrybuj”) i wklej go tam. Program będzie go odtąd sam aktualizował.',
  secret: 'Kto zna adres, może czytać kalendarz: zachowaj go dla siebie.',
  subscribe: 'Otwórz w kalendarzu',
  make: 'Utwórz adres',
  makeAnother: 'Utwórz nowy adres',
  end: 'Unieważnij adres',
  consequence: 'Nowy adres zastąpi ten. Programy, które subskrybują dawny adres, nie dostaną już niczego.',
  done: { make: 'Twój kalendarz ma nowy adres.', end: 'Adres jest unieważniony: niczego już pod nim nie ma.' },
  stale: 'Niczego nie zmieniono: adres zmienił się już wcześniej. Oto stan obecny.',
  formTooOld: 'Ten formularz był otwarty zbyt długo. Niczego nie zmieniono: zaloguj się ponownie.',
}
