import sql, { type Sql } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse } from '../../test/customer-house.ts'
import { manyPayments } from '../../test/many-payments.ts'
import { afterPlanting, told } from '../../test/plant.ts'
import type { Account } from '../customers/account.ts'

let house: CustomerHouse
let done: Awaited<ReturnType<typeof manyPayments>>
let other: Account
beforeAll(async () => {
  house = await customerHouse()
  done = await manyPayments(house)
  other = await house.account()
  await house.service(other, 'hosting', 'other.ovh', 9000)
}, 60_000)
afterAll(() => house?.close())

describe('a planted violation is told, and nothing else', () => {
  type Order = (typeof done)['paid']
  const maria = () => done.maria
  const service = (order: Order) => order.lines[0]?.serviceId ?? 0
  const anyId = '[0-9a-f-]+'
  const eur = (value: number) => value * 100_000_000

  /** What is done to the database; and what is said of it: `<invariant> <subject>: <message>` as regular expressions. */
  const planted: readonly (readonly [string, () => readonly Sql[], () => readonly string[]])[] = [
    [
      'I1 a hole in the paid periods',
      () => [
        sql`alter table paid_periods drop constraint paid_periods_check1`,
        sql`update paid_periods set starts_on = starts_on + 1 where service_id = ${service(done.paid)} and order_id is not null`,
      ],
      () => [
        `1 service ${service(done.paid)}: no period between 2026-12-01 and 2026-12-02 is paid`,
        `2 service ${service(done.paid)}: 2026-12-02 to 2027-12-01 is paid, order ${done.paid.id} has 2026-12-01 to 2027-12-01`,
      ],
    ],
    [
      'I1 an overlap of paid periods',
      () => [
        sql`insert into paid_periods (account_id, service_id, starts_on, ends_on, previous_end)
          values (${maria().id}, ${service(done.waiting)}, '2026-06-01', '2026-12-31', '2026-06-01')`,
      ],
      () => [
        `1 service ${service(done.waiting)}: two paid periods hold the days from 2026-06-01 to 2026-12-01`,
        `2 service ${service(done.waiting)}: it expires on 2026-12-01, its last paid period ends on 2026-12-31`,
      ],
    ],
    [
      'I1 days that nobody paid before the first period',
      () => [sql`update services set starts_on = '2025-11-30' where id = ${service(done.waiting)}`],
      () => [`1 service ${service(done.waiting)}: it starts on 2025-11-30, its first paid period on 2025-12-01`],
    ],
    [
      'I1, I2 a service without a paid period',
      () => [sql`delete from paid_periods where service_id = ${service(done.waiting)}`],
      () => [
        `1 service ${service(done.waiting)}: it starts on 2025-12-01, its first paid period on no day`,
        `2 service ${service(done.waiting)}: it expires on 2026-12-01, its last paid period ends on no day`,
      ],
    ],
    [
      'I2 an expiration that is not paid for',
      () => [sql`update services set expires_on = '2027-12-02' where id = ${service(done.paid)}`],
      () => [`2 service ${service(done.paid)}: it expires on 2027-12-02, its last paid period ends on 2027-12-01`],
    ],
    [
      'I2 T4 a period that does not end on the anchor',
      () => [sql`update services set anchor_day = 15 where id = ${service(done.paid)}`],
      () => [`2 service ${service(done.paid)}: P1Y after 2026-12-01 with anchor 15 is 2027-12-15, not 2027-12-01`],
    ],
    [
      'I2, I3 an order that is paid and renewed, and not delivered',
      () => [sql`update orders set status = 'cancelled' where id = ${done.fromBalance.id}`],
      () => [
        `2 service ${service(done.fromBalance)}: 2026-12-01 to 2027-12-01 is paid by order ${done.fromBalance.id}, which is cancelled`,
        `3 order ${done.fromBalance.id}: it is cancelled and 43.06 EUR of 0 are paid`,
      ],
    ],
    [
      'I2 a delivered order that renewed nothing',
      () => [
        sql`delete from paid_periods where order_id = ${done.fromBalance.id}`,
        sql`update services set expires_on = '2026-12-01' where id = ${service(done.fromBalance)}`,
      ],
      () => [
        `2 service ${service(done.fromBalance)}: order ${done.fromBalance.id} is delivered, and 2026-12-01 to 2027-12-01 is not paid for`,
      ],
    ],
    [
      'I2 a period paid by an order that has no line for it',
      () => [
        sql`update paid_periods set order_id = ${done.paid.id}::bigint where order_id = ${done.fromBalance.id}::bigint`,
      ],
      () => [
        `2 service ${service(done.fromBalance)}: order ${done.paid.id} paid for 2026-12-01 to 2027-12-01 and has no line for it`,
        `2 service ${service(done.fromBalance)}: order ${done.fromBalance.id} is delivered, and 2026-12-01 to 2027-12-01 is not paid for`,
      ],
    ],
    [
      'I3 money received that was not posted, nor taken',
      () => [
        sql`update payment_attempts set received_ucents = received_ucents + ${eur(1)}::numeric where order_id = ${done.paid.id}`,
      ],
      () => [
        `3 attempt ${anyId}: it is succeeded by creditCard with 130.17 received of 129.17; posted are 129.17 with the gateway and 129.17 paid to its order`,
        `3 attempt ${anyId}: the provider took 129.17, received are 130.17`,
      ],
    ],
    [
      'I3 P8 a part that the balance is said to have paid, and did not',
      () => [sql`update payment_attempts set balance_ucents = ${eur(1)}::numeric where order_id = ${done.paid.id}`],
      () => [
        `3 attempt ${anyId}: it is succeeded by creditCard with 129.17 received of 129.17 and 1 from the balance; posted are 129.17 with the gateway and 129.17 paid to its order`,
      ],
    ],
    [
      'I3 P8 an open attempt that reserves more than the balance holds',
      () => [
        sql`update payment_attempts set balance_ucents = ${eur(1000)}::numeric where order_id = ${done.pending.id}`,
      ],
      () => [`3 account ${maria().nichandle}: its balance is [0-9.]+ EUR, of which 1000 are reserved`],
    ],
    [
      'I3 money received that is in no book',
      () => [
        sql`delete from postings using movements
          where movements.id = movement_id and order_id = ${done.paid.id} and kind = 'payment'`,
      ],
      () => [
        `3 attempt ${anyId}: it is succeeded by creditCard with 129.17 received of 129.17; posted are 0 with the gateway and 0 paid to its order`,
        `3 order ${done.paid.id}: it is delivered and 0 EUR of 129.17 are paid`,
        `4 account ${maria().nichandle}: its customer book is at 129.17 EUR; open debts less open payouts are 0`,
      ],
    ],
    [
      'I3 two successful attempts on an order',
      () => [
        sql`drop index payment_attempts_succeeded`,
        sql`insert into payment_attempts (account_id, id, order_id, means_kind, currency, amount_ucents, state, created_at, ended_at)
          values (${maria().id}, gen_random_uuid(), ${done.paid.id}, 'fidelityAccount', 'EUR', 0, 'succeeded', now(), now())`,
      ],
      () => [`3 order ${done.paid.id}: 2 attempts on it succeeded`],
    ],
    [
      'I3 a success with less than was asked',
      () => [
        sql`update payment_attempts set amount_ucents = ${eur(50)}::numeric where order_id = ${done.fromBalance.id}`,
      ],
      () => [
        `3 attempt ${anyId}: it is succeeded by ovhAccount with 43.06 received of 50; posted are 0 with the gateway and 43.06 paid to its order`,
      ],
    ],
    [
      'I3 money that the provider did not take',
      () => [sql`update sandbox.charges set taken_ucents = 0 where order_id = ${done.paid.id}`],
      () => [`3 attempt ${anyId}: the provider took 0, received are 129.17`],
    ],
    [
      'I3 money received that the provider never heard of',
      () => [sql`delete from sandbox.charges where order_id = ${done.paid.id}`],
      () => [`3 attempt ${anyId}: the provider took 0, received are 129.17`],
    ],
    [
      'I3 a charge that nobody asked for',
      () => [
        sql`insert into sandbox.charges (idempotency_key, order_id, currency, asked_ucents, outcome, state, taken_ucents, created_at)
          values (gen_random_uuid(), 1, 'EUR', ${eur(1)}::numeric, 'success', 'succeeded', ${eur(1)}::numeric, now())`,
      ],
      () => [`null 3 attempt ${anyId}: the provider was asked for a charge and took 1, and there is no such attempt`],
    ],
    [
      'I3 a charge for another order',
      () => [sql`update sandbox.charges set order_id = 1 where order_id = ${done.paid.id}`],
      () => [`3 attempt ${anyId}: the provider remembers another order or currency`],
    ],
    [
      'I3 a refund that the provider did not make',
      () => [sql`update sandbox.charges set refunded_ucents = 0 where order_id = ${done.inPart.id}`],
      () => [`3 attempt ${anyId}: the provider gave 0 back, the payouts 43.06`],
    ],
    [
      'I3 a payout that went elsewhere',
      () => [sql`update payouts set state = 'toBalance' where order_id = ${done.inPart.id}`],
      () => [
        '3 document R2026-[0-9]{6}: of its payout .toBalance, 43.06. 43.06 left the gateway and 0 went to the balance',
        `3 attempt ${anyId}: the provider gave 43.06 back, the payouts 0`,
      ],
    ],
    [
      'I3 money at a gateway that nothing explains',
      () => [
        sql`insert into movements (account_id, id, identity, kind, description, at)
          values (${maria().id}, 777, 'from:nowhere', 'adjustment', 'x', now())`,
        sql`insert into postings (account_id, movement_id, position, book, currency, amount_ucents)
          values (${maria().id}, 777, 1, 'gateway:paypal', 'EUR', 5), (${maria().id}, 777, 2, 'balance', 'EUR', -5)`,
      ],
      () => [`3 account ${maria().nichandle}: -0.00000005 left the gateway, and there is no payout`],
    ],
    [
      'I4 postings that do not sum to zero',
      () => [
        sql`update postings set amount_ucents = amount_ucents - ${eur(1)}::numeric from movements
          where movements.id = movement_id and order_id = ${done.paid.id} and book = 'revenue'`,
      ],
      () => [
        '4 movement [0-9]+: its postings sum to -1 EUR',
        'null 4 currency EUR: all postings sum to -1',
        '4 document B2026-[0-9]{6}: it has 107.64 and tax of 21.53; posted are 108.64 and 21.53',
      ],
    ],
    [
      'I4 a debt of another amount than its bill',
      () => [sql`update debts set amount_ucents = ${eur(1)}::numeric where order_id = ${done.owed.id}`],
      () => [
        `4 account ${maria().nichandle}: its customer book is at 0 EUR; open debts less open payouts are -42.06`,
        '4 document B2026-[0-9]{6}: it is of 43.06, its debt of 1',
      ],
    ],
    [
      'I4, I6 a debt that was closed unpaid',
      () => [sql`update debts set closed_at = now(), collect_at = null where order_id = ${done.owed.id}`],
      () => [
        `4 account ${maria().nichandle}: its customer book is at 0 EUR; open debts less open payouts are -43.06`,
        `6 order ${done.owed.id}: it is notPaid with no open attempt, no open debt and no expiration`,
      ],
    ],
    [
      'I5 a number left out',
      () => [
        sql`update documents set number = number + 1 where kind = 'bill'
          and number = (select max(number) from documents where kind = 'bill')`,
      ],
      () => [
        '5 document B2026-[0-9]{6}: it has number [0-9]+, the one before it in its series [0-9]+',
        'null 5 series .* bill 2026: its last number is [0-9]+, its last document.s [0-9]+',
        '5 document B2026-[0-9]{6}: by its number it is B2026-[0-9]{6}',
      ],
    ],
    [
      'I5 a number given twice',
      () => [
        sql`update documents set number = number - 1 where kind = 'bill'
          and number = (select max(number) from documents where kind = 'bill')`,
      ],
      () => [
        '5 document B2026-[0-9]{6}: another document of its series has number [0-9]+ too',
        'null 5 series .* bill 2026: its last number is [0-9]+, its last document.s [0-9]+',
        '5 document B2026-[0-9]{6}: by its number it is B2026-[0-9]{6}',
      ],
    ],
    [
      'I5 a series that forgot its documents',
      () => [sql`delete from document_series where kind = 'refund'`],
      () => ['null 5 series .* refund 2026: its last number is 0, its last document.s [0-9]+'],
    ],
    [
      'I5 a document that was changed',
      () => [
        sql`update documents set net_ucents = net_ucents + ${eur(1)}::numeric, gross_ucents = gross_ucents + ${eur(1)}::numeric
          where order_id = ${done.paid.id}`,
      ],
      () => [
        '4 document B2026-[0-9]{6}: it has 108.64 and tax of 21.53; posted are 107.64 and 21.53',
        '5 document B2026-[0-9]{6}: its lines sum to 107.64, it says 108.64',
        `5 document B2026-[0-9]{6}: it is of 108.64 and 21.53 tax, its order ${done.paid.id} of 107.64 and 21.53`,
      ],
    ],
    [
      'I5 a document that does not add up',
      () => [
        sql`alter table documents drop constraint documents_check`,
        sql`update documents set gross_ucents = gross_ucents - ${eur(1)}::numeric where order_id = ${done.paid.id}`,
      ],
      () => ['5 document B2026-[0-9]{6}: 107.64 and tax of 21.53 are not 128.17'],
    ],
    [
      'I5, I8 a bill that was refunded twice, once by another order’s refund',
      () => [
        sql`update documents set corrects = (select id from documents where order_id = ${done.refunded.id} and kind = 'bill')
          where order_id = ${done.inPart.id} and kind = 'refund'`,
      ],
      () => [
        '5 document B2026-[0-9]{6}: 86.12 of 43.06 were refunded',
        `8 document R2026-[0-9]{6}: it corrects B2026-[0-9]{6}, a document of order ${done.refunded.id}`,
      ],
    ],
    [
      'I5 documents and postings that can be changed',
      () => [
        sql`alter table documents disable trigger documents_immutable`,
        sql`drop trigger postings_immutable on postings`,
      ],
      () => [
        'null 5 table documents: what stands in it can be changed: its trigger is gone or disabled',
        'null 5 table postings: what stands in it can be changed: its trigger is gone or disabled',
      ],
    ],
    [
      'I6 an unpaid order that never expires',
      () => [sql`update orders set expires_at = null where id = ${done.waiting.id}`],
      () => [`6 order ${done.waiting.id}: it is notPaid with no open attempt, no open debt and no expiration`],
    ],
    [
      'I6 an order that waits for a payment which is over',
      () => [sql`update orders set status = 'checking' where id = ${done.waiting.id}`],
      () => [`6 order ${done.waiting.id}: it is checking with no open attempt, no open debt and an expiration`],
    ],
    [
      'I6 a pending attempt that nobody asks about',
      () => [
        sql`alter table payment_attempts drop constraint payment_attempts_check1`,
        sql`update payment_attempts set resolve_at = null where order_id = ${done.pending.id}`,
      ],
      () => [`6 attempt ${anyId}: it is pending, and the gateway will not be asked about it`],
    ],
    [
      'I6 a payout that nobody sees through',
      () => [
        sql`alter table payouts drop constraint payouts_check`,
        sql`update payouts set resolve_at = null where order_id = ${done.onItsWay.id}`,
      ],
      () => ['6 document R2026-[0-9]{6}: its payout is open, and the gateway will not be told of it again'],
    ],
    [
      'I6 a service that never expires',
      () => [
        sql`alter table services alter expires_on drop not null`,
        sql`update services set expires_on = null where id = ${service(done.waiting)}`,
      ],
      () => [
        `2 service ${service(done.waiting)}: it expires on , its last paid period ends on 2026-12-01`,
        `6 service ${service(done.waiting)}: it is active and has no expiration`,
      ],
    ],
    [
      'I8 money moved for an order that the account does not have',
      () => [sql`update movements set order_id = 1 where kind = 'overpayment'`],
      () => [
        `8 movement [0-9]+: of order 1, attempt ${anyId} and document - one is not there, or not the account's, or not of that order`,
      ],
    ],
    [
      'I8 a document’s line for another’s service',
      () => [
        sql`update document_lines set service_id = 9000 from documents
          where documents.id = document_id and order_id = ${done.fromBalance.id}`,
      ],
      () => [`8 document B2026-[0-9]{6}: its line 1 is not that of order ${done.fromBalance.id} for service 9000`],
    ],
    [
      'I8 a debt on another order than its bill',
      () => [sql`update debts set order_id = ${done.waiting.id}::bigint where order_id = ${done.owed.id}::bigint`],
      () => [
        `6 order ${done.owed.id}: it is notPaid with no open attempt, no open debt and no expiration`,
        `8 document B2026-[0-9]{6}: its debt names order ${done.waiting.id}`,
      ],
    ],
    [
      'I8 a payout on another order than its refund',
      () => [sql`update payouts set order_id = ${done.paid.id}::bigint where order_id = ${done.onItsWay.id}::bigint`],
      () => [`8 document R2026-[0-9]{6}: its payout names order ${done.paid.id} and attempt ${anyId}`],
    ],
    [
      'I3, I8 an attempt by means of another kind',
      () => [sql`update payment_attempts set means_kind = 'paypal' where order_id = ${done.paid.id}`],
      () => [
        `3 attempt ${anyId}: it is succeeded by paypal with 129.17 received of 129.17; posted are 129.17 with the gateway .EUR gateway:creditCard, EUR gateway:creditCard. and 129.17 paid to its order`,
        `8 attempt ${anyId}: means 5678 of the account is no paypal`,
      ],
    ],
    [
      'I8 an id that two accounts have',
      () => [
        sql`update services set id = ${service(done.paid)}::bigint where id = 9000`,
        sql`update paid_periods set service_id = ${service(done.paid)}::bigint where service_id = 9000`,
      ],
      () => [
        `${other.nichandle} 8 service ${service(done.paid)}: account ${maria().nichandle} has one of the same number`,
      ],
    ],
    [
      'I8 services of two accounts in one link group',
      () => [sql`update services set link_group = ${service(done.paid)}::bigint where id = 9000`],
      () => [
        `${other.nichandle} 8 link group ${service(done.paid)}: account ${maria().nichandle} has one of the same number`,
      ],
    ],
    [
      'I8 an account that is told of another’s order',
      () => [
        sql`update events set account_id = ${other.id}::bigint where type = 'order.created' and order_id = ${done.waiting.id}`,
      ],
      () => [
        `${other.nichandle} 8 event [0-9]+: order.created: of order ${done.waiting.id}, service - and document - one is not the account's`,
      ],
    ],
  ]

  test.each(planted)('%s', async (_name, plant, lines) => {
    const expected = lines().map((line) => {
      const whole = /^[0-9]/.test(line) ? `${maria().nichandle} ${line}` : line
      return expect.stringMatching(new RegExp(`^${whole}$`))
    })
    const found = await afterPlanting(house.parts, ...plant())
    expect(told(found)).toEqual(expected)
    expect(found.truncated).toBe(false)
  })
})
