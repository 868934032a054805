import type { LetterWords } from './letter-words.ts'

export const polish: LetterWords = {
  greeting: ['Dzień dobry {firstname},', 'Dzień dobry,'],
  services: { one: '{count} usługa', few: '{count} usługi', many: '{count} usług', other: '{count} usługi' },
  plans: {
    'renewal.upcoming': {
      subject: ['{services}: odnowienie {collectAt}', '{services}: zbliża się odnowienie'],
      sentences: [
        '{services}: odnowienie nastąpi automatycznie, fakturę wystawimy {collectAt}.',
        [
          'Pobierzemy wtedy {amountTaxed} brutto: najpierw z przedpłaconego salda, resztę z {means}.',
          'Pobierzemy wtedy {amountTaxed} brutto.',
          'Pobierzemy wtedy {amountUntaxed} bez VAT: najpierw z przedpłaconego salda, resztę z {means}.',
          'Pobierzemy wtedy {amountUntaxed} bez VAT.',
          'Pobierzemy wtedy należność: najpierw z przedpłaconego salda, resztę z {means}.',
        ],
        'Nie trzeba nic robić. Sposób odnawiania można zmienić, a usługę zakończyć, przed tym dniem.',
      ],
    },
    'renewal.succeeded': {
      subject: '{services}: odnowiono',
      sentences: [
        ['{services}: odnowiono i opłacono do {expiration}.', '{services}: odnowiono i opłacono.'],
        [
          'Pobraliśmy {fromMeans} z {means} i {fromBalance} z przedpłaconego salda.',
          'Pobraliśmy {amount} z {means}.',
          'Pobraliśmy {fromBalance} z przedpłaconego salda.',
          'Dopisaliśmy {credited} do przedpłaconego salda, z którego najpierw opłacamy kolejne odnowienia.',
          'Pobraliśmy {amount}.',
        ],
        'Nic więcej nie jest teraz do zapłaty.',
      ],
    },
    'renewal.failed': {
      subject: '{services}: płatność za odnowienie nie powiodła się',
      sentences: [
        [
          'Nie udało się pobrać {fromMeans} z {means}. Część z przedpłaconego salda, {fromBalance}, tam pozostaje.',
          'Nie udało się pobrać {amount} z {means}.',
          'Nie udało się pobrać {amount}.',
          'Nie udało się pobrać płatności.',
        ],
        'Powód: {reason}.',
        'Spróbujemy ponownie {collectAt}.',
        'Bez zapłaty zawieszenie rozpocznie się {suspendAt}.',
        'Zapłacić można od razu, dowolną metodą, przyciskiem poniżej.',
      ],
    },
    'expiry.reminder': {
      subject: '{services}: wygasa {deadline}',
      sentences: [
        '{services}: opłacono do {deadline}, bez automatycznego odnawiania.',
        ['Odnowienie kosztuje {amountTaxed} brutto.', 'Odnowienie kosztuje {amountUntaxed} bez VAT.'],
        [
          'Bez odnowienia zawieszenie nastąpi {suspendAt}, a usunięcie wraz z danymi {terminateAt}.',
          'Bez odnowienia zawieszenie nastąpi {deadline}, a po pewnym czasie usunięcie.',
        ],
      ],
    },
    'ending.reminder': {
      subject: '{services}: koniec {deadline}',
      sentences: [
        '{services}: zgodnie z ustawieniem koniec nastąpi {deadline}. Usługa zostanie wtedy usunięta wraz z danymi, bez możliwości przywrócenia.',
        'Aby ją zachować, należy to cofnąć najpóźniej {undoUntil}.',
      ],
    },
    'suspension.warning': {
      subject: '{services}: zawieszenie {deadline}',
      sentences: [
        ['Do zapłaty pozostaje {amount} ({services}).', '{services}: odnowienie nie zostało opłacone.'],
        'Bez zapłaty zawieszenie nastąpi {deadlineTime}. Po zapłacie usługa natychmiast wraca.',
        'Jeśli zapłaty nie będzie, usunięcie wraz z danymi nastąpi {terminateAt}.',
      ],
    },
    'service.suspended': {
      subject: '{services}: zawieszono',
      sentences: [
        '{services}: zawieszono.',
        'Usunięcie wraz z danymi nastąpi {terminateAt}, jeśli wcześniej nie nastąpi wznowienie.',
      ],
    },
    'service.reopened': {
      subject: '{services}: znowu działa',
      sentences: ['{services}: wznowiono.', 'Opłacono do {expiration}.'],
    },
    'termination.warning': {
      subject: '{services}: usunięcie {deadline}',
      sentences: [
        '{services}: zawieszono. Usunięcie wraz z danymi nastąpi {deadlineTime} i będzie nieodwracalne.',
        ['Aby tego uniknąć, należy wcześniej zapłacić {amount}.', 'Aby tego uniknąć, należy wcześniej odnowić usługę.'],
      ],
    },
    'service.terminated': {
      subject: '{services}: usunięto',
      sentences: ['{services}: usunięto, bez możliwości przywrócenia.', 'Żadne dalsze opłaty nie będą pobierane.'],
    },
    'card.ending': {
      subject: 'Karta {means} traci ważność {cardEndsOn}',
      sentences: [
        'Karta {means} jest ważna do {cardEndsOn}, krócej niż do następnej płatności ({services}).',
        'Prosimy dodać do tego dnia inną metodę płatności albo ustawić inną jako domyślną; inaczej płatność się nie powiedzie.',
      ],
    },
    'order.paid': {
      subject: ['Zamówienie {order}: opłacone', 'Zamówienie opłacone'],
      sentences: [
        [
          'Otrzymaliśmy za zamówienie {order} {fromMeans} z {means} i {fromBalance} z przedpłaconego salda.',
          'Otrzymaliśmy {amount} za zamówienie {order}, metoda płatności: {means}.',
          'Otrzymaliśmy {amount} za zamówienie {order}.',
          'Zamówienie zostało opłacone.',
        ],
        ['{services}: opłacono do {expiration}.'],
      ],
    },
    'mode.changed': {
      subject: '{services}: zmiana sposobu odnawiania',
      sentences: ['{services}: zmieniono sposób odnawiania.', 'Opłacono do {expiration}.'],
    },
    'balance.credited': {
      subject: ['{amount} na przedpłaconym saldzie', 'Zasilono przedpłacone saldo'],
      sentences: [
        ['Zasililiśmy przedpłacone saldo kwotą {amount}.', 'Zasililiśmy przedpłacone saldo.'],
        'Powód: {reason}.',
        'Zostanie ona wykorzystana najpierw przy następnych odnowieniach.',
      ],
    },
    'termination.token': {
      subject: '{services}: potwierdzenie usunięcia',
      sentences: [
        '{services}: otrzymaliśmy prośbę o usunięcie. Nic się nie stanie, dopóki nie zostanie ona potwierdzona:',
        '{link}',
        'Usługa zostanie wtedy natychmiast usunięta wraz z danymi, bez możliwości przywrócenia. Link działa przez 24 godziny.',
        'Jeśli prośba nie pochodzi od Państwa, prosimy zignorować tę wiadomość i zmienić hasło.',
      ],
    },
    'contact.change': {
      subject: ['{services}: zmiana kontaktu', 'Zmiana kontaktu'],
      sentences: [
        ['Zmiana kontaktów czeka na odpowiedź ({services}).', 'Zmiana kontaktów czeka na odpowiedź.'],
        'Prosi o nią {askedBy}: kontaktem w zakresie {contactRoles} ma być {contactTo} zamiast {contactFrom}.',
        'Zmiana nastąpi, gdy zaakceptują ją obie strony; bez obu odpowiedzi w ciągu 72 godzin nic się nie zmieni.',
        '{link}',
      ],
    },
    'documents.exported': {
      subject: 'Dokumenty są gotowe',
      sentences: [
        'Zamówione dokumenty można pobrać przez siedem dni:',
        '{link}',
        'Każdy, kto ma ten link, może je przeczytać: prosimy nie przekazywać go dalej.',
      ],
    },
    'account.created': {
      subject: 'Konto {account}',
      sentences: [
        'Konto {account} jest otwarte.',
        'Usługi odnawiają się same, chyba że zostanie ustawione inaczej. Piszemy po każdym odnowieniu, przed odnowieniem na dłużej niż miesiąc i zawsze, gdy trzeba coś zapłacić lub postanowić.',
      ],
    },
  },
  special: {
    'order.paid:free': {
      subject: ['Zamówienie {order}: zrealizowane', 'Zamówienie zrealizowane'],
      sentences: [
        [
          'Zamówienie {order} zwraca pieniądze: dopisaliśmy {credited} do przedpłaconego salda.',
          'Zamówienie {order} nic nie kosztuje: jest zrealizowane.',
        ],
        ['{services}: opłacone do {expiration}.'],
      ],
    },
    'service.suspended:unpaid': {
      subject: '{services}: zawieszono do czasu zapłaty',
      sentences: [
        [
          '{services}: zawieszono, ponieważ nie zapłacono {amount}.',
          '{services}: zawieszono, ponieważ odnowienie nie zostało opłacone.',
        ],
        'Po zapłacie usługa natychmiast wraca.',
        'Bez zapłaty usunięcie wraz z danymi nastąpi {terminateAt}.',
      ],
    },
    'suspension.warning:expired': {
      subject: '{services}: zawieszenie {deadline}',
      sentences: [
        '{services}: nie odnowiono.',
        ['Odnowienie kosztuje {amountTaxed} brutto.', 'Odnowienie kosztuje {amountUntaxed} bez VAT.'],
        'Bez odnowienia zawieszenie nastąpi {deadlineTime}. Po odnowieniu usługa natychmiast wraca.',
        'Jeśli odnowienia nie będzie, usunięcie wraz z danymi nastąpi {terminateAt}.',
      ],
    },
    'termination.warning:expired': {
      subject: '{services}: usunięcie {deadline}',
      sentences: [
        '{services}: zawieszono z braku odnowienia. Usunięcie wraz z danymi nastąpi {deadlineTime} i będzie nieodwracalne.',
        [
          'Aby tego uniknąć, należy wcześniej odnowić usługę, za {amountTaxed} brutto.',
          'Aby tego uniknąć, należy wcześniej odnowić usługę, za {amountUntaxed} bez VAT.',
          'Aby tego uniknąć, należy wcześniej odnowić usługę.',
        ],
      ],
    },
    'service.suspended:expired': {
      subject: '{services}: wygasło i zawieszono',
      sentences: [
        [
          '{services}: opłacono tylko do {expiration} i nie odnowiono, dlatego usługa została zawieszona.',
          '{services}: okres minął i usługa została zawieszona.',
        ],
        'Po odnowieniu natychmiast wraca.',
        'Bez odnowienia usunięcie wraz z danymi nastąpi {terminateAt}.',
      ],
    },
    'service.suspended:customer': {
      subject: '{services}: zawieszono na prośbę',
      sentences: [
        '{services}: zawieszono zgodnie z prośbą. Odnawianie działa jak dotąd, dopóki usługa nie zostanie wznowiona lub zakończona.',
      ],
    },
    'service.suspended:operator': {
      subject: '{services}: zawieszono przez operatora',
      sentences: [
        '{services}: zawieszono. Zapłata nie wystarczy do wznowienia: prosimy o kontakt z nami.',
        'Opłacono do {expiration}.',
      ],
    },
    'service.terminated:ending': {
      subject: '{services}: zakończono zgodnie z życzeniem',
      sentences: [
        '{services}: zakończono dziś, zgodnie z ustawieniem, bez możliwości przywrócenia.',
        'Żadne dalsze opłaty nie będą pobierane.',
      ],
    },
    'ending.reminder:parent': {
      subject: '{services}: koniec {deadline}',
      sentences: [
        '{services}: koniec {deadline}, ponieważ usługa główna nie odnawia się sama. Usunięcie obejmuje wszystkie dane i jest nieodwracalne.',
        'Aby tego uniknąć, należy przed tym dniem odnowić usługę główną albo włączyć jej automatyczne odnawianie.',
      ],
    },
    'service.terminated:parent': {
      subject: '{services}: zakończono',
      sentences: [
        '{services}: zakończono dziś, bez możliwości przywrócenia, ponieważ usługa główna nie została odnowiona.',
        'Żadne dalsze opłaty nie będą pobierane.',
      ],
    },
    'mode.changed:automatic': {
      subject: '{services}: odnawianie automatyczne',
      sentences: [
        '{services}: odnawianie jest teraz automatyczne.',
        'Opłacono do {expiration}; odnowienie zafakturujemy i pobierzemy krótko przed tym dniem.',
      ],
    },
    'mode.changed:manual': {
      subject: '{services}: koniec automatycznego odnawiania',
      sentences: [
        '{services}: odnawianie nie jest już automatyczne.',
        'Opłacono do {expiration}. Bez odnowienia zawieszenie nastąpi tego dnia. Wcześniej o tym przypomnimy.',
      ],
    },
    'mode.changed:ending': {
      subject: '{services}: zaplanowano koniec',
      sentences: [
        [
          '{services}: koniec zaplanowano na {endsOn}. Tego dnia usługa zostanie usunięta wraz z danymi.',
          '{services}: zaplanowano koniec. Tego dnia usługa zostanie usunięta wraz z danymi.',
        ],
        'Opłacono do {expiration}.',
        'Można to cofnąć najpóźniej {undoUntil}.',
      ],
    },
  },
  colon: ': ',
  headings: { service: 'Usługa', paidUntil: 'Opłacono do' },
  facts: { amount: 'Kwota', means: 'Metoda płatności', bill: 'Faktura', refund: 'Faktura korygująca' },
  actions: {
    pay: ['Zapłać {amount}', 'Zapłać teraz'],
    renew: 'Odnów',
    manage: 'Moje usługi',
    openBill: 'Otwórz fakturę',
    openRefund: 'Otwórz fakturę korygującą',
    confirm: 'Potwierdź usunięcie',
    answer: 'Odpowiedz',
    download: 'Pobierz',
  },
  reasons: {
    insufficient_funds: 'niewystarczające środki',
    do_not_honor: 'odmowa banku',
    lost_card: 'karta została zgłoszona jako utracona',
    stolen_card: 'karta została zgłoszona jako skradziona',
    fraud: 'podejrzenie oszustwa',
    incomplete: 'wpłynęła tylko część kwoty; jest na przedpłaconym saldzie',
    provider_error: 'operator płatności nie zadziałał',
    never_received: 'operator płatności nigdy nie otrzymał zlecenia',
    expired_card: 'karta straciła ważność',
    chargeback: 'płatność została cofnięta u jej dostawcy',
    no_usable_means: 'nie ma środka płatności, który można obciążyć',
    undeliverable: 'zamówienia nie można już było zrealizować',
    late: 'płatność została wcześniej odrzucona',
  },
  contactRoles: { admin: 'administracji', billing: 'rozliczeń', tech: 'techniki' },
  closing: 'Ta wiadomość dotyczy konta {account}.',
}
