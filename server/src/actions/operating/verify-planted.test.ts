import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, test } from 'vitest'
import {
  anyId,
  expectPlanted,
  type Planted,
  type PlantingScene,
  plantingScene,
  serviceOf,
} from '../../../test/plant.ts'

let scene: PlantingScene
let done: PlantingScene['done']
beforeAll(async () => {
  scene = await plantingScene()
  ;({ done } = scene)
}, 60_000)
afterAll(() => scene?.house.close())

const eur = (value: number) => value * 100_000_000

describe('a violation planted in periods and money is told, and nothing else', () => {
  const planted: readonly Planted[] = [
    [
      'I1 a hole in the paid periods',
      () => [
        sql`alter table paid_periods drop constraint paid_periods_check1`,
        sql`update paid_periods set starts_on = starts_on + 1 where service_id = ${serviceOf(done.paid)} and order_id is not null`,
      ],
      () => [
        `1 service ${serviceOf(done.paid)}: no period between 2026-12-01 and 2026-12-02 is paid`,
        `2 service ${serviceOf(done.paid)}: 2026-12-02 to 2027-12-01 is paid, order ${done.paid.id} has 2026-12-01 to 2027-12-01`,
      ],
    ],
    [
      'I1 an overlap of paid periods',
      () => [
        sql`insert into paid_periods (account_id, service_id, starts_on, ends_on, previous_end)
          values (${done.maria.id}, ${serviceOf(done.waiting)}, '2026-06-01', '2026-12-31', '2026-06-01')`,
      ],
      () => [
        `1 service ${serviceOf(done.waiting)}: two paid periods hold the days from 2026-06-01 to 2026-12-01`,
        `2 service ${serviceOf(done.waiting)}: it expires on 2026-12-01, its last paid period ends on 2026-12-31`,
      ],
    ],
    [
      'I1 days that nobody paid before the first period',
      () => [sql`update services set starts_on = '2025-11-30' where id = ${serviceOf(done.waiting)}`],
      () => [`1 service ${serviceOf(done.waiting)}: it starts on 2025-11-30, its first paid period on 2025-12-01`],
    ],
    [
      'I1, I2 a service without a paid period',
      () => [sql`delete from paid_periods where service_id = ${serviceOf(done.waiting)}`],
      () => [
        `1 service ${serviceOf(done.waiting)}: it starts on 2025-12-01, its first paid period on no day`,
        `2 service ${serviceOf(done.waiting)}: it expires on 2026-12-01, its last paid period ends on no day`,
      ],
    ],
    [
      'I2 an expiration that is not paid for',
      () => [sql`update services set expires_on = '2027-12-02' where id = ${serviceOf(done.paid)}`],
      () => [`2 service ${serviceOf(done.paid)}: it expires on 2027-12-02, its last paid period ends on 2027-12-01`],
    ],
    [
      'I2 T4 a period that does not end on the anchor',
      () => [sql`update services set anchor_day = 15 where id = ${serviceOf(done.paid)}`],
      () => [`2 service ${serviceOf(done.paid)}: P1Y after 2026-12-01 with anchor 15 is 2027-12-15, not 2027-12-01`],
    ],
    [
      'I2, I3 an order that is paid and renewed, and not delivered',
      () => [sql`update orders set status = 'cancelled' where id = ${done.fromBalance.id}`],
      () => [
        `2 service ${serviceOf(done.fromBalance)}: 2026-12-01 to 2027-12-01 is paid by order ${done.fromBalance.id}, which is cancelled`,
        `3 order ${done.fromBalance.id}: it is cancelled and 43.06 EUR of 0 are paid`,
      ],
    ],
    [
      'I2 a delivered order that renewed nothing',
      () => [
        sql`delete from paid_periods where order_id = ${done.fromBalance.id}`,
        sql`update services set expires_on = '2026-12-01' where id = ${serviceOf(done.fromBalance)}`,
      ],
      () => [
        `2 service ${serviceOf(done.fromBalance)}: order ${done.fromBalance.id} is delivered, and 2026-12-01 to 2027-12-01 is not paid for`,
      ],
    ],
    [
      'I2 a period paid by an order that has no line for it',
      () => [
        sql`update paid_periods set order_id = ${done.paid.id}::bigint where order_id = ${done.fromBalance.id}::bigint`,
      ],
      () => [
        `2 service ${serviceOf(done.fromBalance)}: order ${done.paid.id} paid for 2026-12-01 to 2027-12-01 and has no line for it`,
        `2 service ${serviceOf(done.fromBalance)}: order ${done.fromBalance.id} is delivered, and 2026-12-01 to 2027-12-01 is not paid for`,
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
      () => [`3 account ${done.maria.nichandle}: its balance is [0-9.]+ EUR, of which 1000 are reserved`],
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
        `4 account ${done.maria.nichandle}: its customer book is at 129.17 EUR; open debts less open payouts are 0`,
      ],
    ],
    [
      'I3 two successful attempts on an order',
      () => [
        sql`drop index payment_attempts_succeeded`,
        sql`insert into payment_attempts (account_id, id, order_id, means_kind, currency, amount_ucents, state, created_at, ended_at)
          values (${done.maria.id}, gen_random_uuid(), ${done.paid.id}, 'fidelityAccount', 'EUR', 0, 'succeeded', now(), now())`,
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
          values (${done.maria.id}, 777, 'from:nowhere', 'adjustment', 'x', now())`,
        sql`insert into postings (account_id, movement_id, position, book, currency, amount_ucents)
          values (${done.maria.id}, 777, 1, 'gateway:paypal', 'EUR', 5), (${done.maria.id}, 777, 2, 'balance', 'EUR', -5)`,
      ],
      () => [`3 account ${done.maria.nichandle}: -0.00000005 left the gateway, and there is no payout`],
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
        `4 account ${done.maria.nichandle}: its customer book is at 0 EUR; open debts less open payouts are -42.06`,
        '4 document B2026-[0-9]{6}: it is of 43.06, its debt of 1',
      ],
    ],
    [
      'I4, I6 a debt that was closed unpaid',
      () => [sql`update debts set closed_at = now(), collect_at = null where order_id = ${done.owed.id}`],
      () => [
        `4 account ${done.maria.nichandle}: its customer book is at 0 EUR; open debts less open payouts are -43.06`,
        `6 order ${done.owed.id}: it is notPaid with no open attempt, no open debt and no expiration`,
      ],
    ],
  ]

  test.each(planted)('%s', (_name, plant, lines) => expectPlanted(scene, plant(), lines()))
})
