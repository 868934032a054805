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
let other: PlantingScene['other']
beforeAll(async () => {
  scene = await plantingScene()
  ;({ done, other } = scene)
}, 60_000)
afterAll(() => scene?.house.close())

const eur = (value: number) => value * 100_000_000

describe('a violation planted in documents, due dates, notices and owners is told, and nothing else', () => {
  const planted: readonly Planted[] = [
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
        sql`update services set expires_on = null where id = ${serviceOf(done.waiting)}`,
      ],
      () => [
        `2 service ${serviceOf(done.waiting)}: it expires on , its last paid period ends on 2026-12-01`,
        `6 service ${serviceOf(done.waiting)}: it is active and has no expiration`,
      ],
    ],
    [
      'I7 suspensions that were warned of too late, and not at all; one for a day before is in order',
      () => [
        sql`insert into events (account_id, at, type, service_id, data)
          select ${done.maria.id}::bigint, '2026-11-22T12:00:00Z', 'service.suspended', id, '{"cause": "unpaid"}'
          from unnest(${[done.waiting, done.paid, done.fromBalance].map(serviceOf)}::bigint[]) as id`,
        sql`insert into notice_subjects (account_id, subject, kind, deadline, notice_id, at) values
          (${done.maria.id}, ${`service:${serviceOf(done.paid)}`}, 'suspension.warning', '2026-11-22T12:00:00Z', 0, '2026-11-21T12:00:01Z'),
          (${done.maria.id}, ${`service:${serviceOf(done.fromBalance)}`}, 'suspension.warning', '2026-11-22T12:00:00Z', 0, '2026-11-21T12:00:00Z')`,
      ],
      () =>
        [serviceOf(done.waiting), serviceOf(done.paid)]
          .sort((left, right) => left - right)
          .map((id) => `7 service ${id}: it was suspended .unpaid. on .*, and no warning went out long enough before`),
    ],
    [
      'I7 suspensions with less notice than was in force then: less was before and after, more since',
      () => [
        sql`insert into audit (at, actor, action, subject, data)
          select at::timestamptz, 'main', 'policy.changed', 'policy', jsonb_build_object('warningHours', hours)
          from (values ('2026-11-20T00:00:00Z', 6), ('2026-11-22T06:00:00Z', 12), ('2026-11-22T18:00:00Z', 48)) as numbers (at, hours)`,
        sql`insert into events (account_id, at, type, service_id, data)
          select ${done.maria.id}::bigint, '2026-11-22T12:00:00Z', 'service.suspended', id, '{"cause": "unpaid"}'
          from unnest(${[done.paid, done.fromBalance].map(serviceOf)}::bigint[]) as id`,
        sql`insert into notice_subjects (account_id, subject, kind, deadline, notice_id, at) values
          (${done.maria.id}, ${`service:${serviceOf(done.paid)}`}, 'suspension.warning', '2026-11-22T12:00:00Z', 0, '2026-11-22T00:00:01Z'),
          (${done.maria.id}, ${`service:${serviceOf(done.fromBalance)}`}, 'suspension.warning', '2026-11-22T12:00:00Z', 0, '2026-11-22T00:00:00Z')`,
      ],
      () => [
        `7 service ${serviceOf(done.paid)}: it was suspended .unpaid. on .*, and no warning went out long enough before`,
      ],
    ],
    [
      'I7 an event of a notice that was never written',
      () => [
        sql`insert into events (account_id, at, type, data)
          values (${done.maria.id}, '2026-11-22T12:00:00Z', 'notice.sent', '{"kind": "card.ending"}')`,
      ],
      () => ['7 notices card.ending: 0 were written, 1 events tell of one'],
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
        sql`update services set id = ${serviceOf(done.paid)}::bigint where id = 9000`,
        sql`update paid_periods set service_id = ${serviceOf(done.paid)}::bigint where service_id = 9000`,
      ],
      () => [
        `${other.nichandle} 8 service ${serviceOf(done.paid)}: account ${done.maria.nichandle} has one of the same number`,
      ],
    ],
    [
      'I8 services of two accounts in one link group',
      () => [sql`update services set link_group = ${serviceOf(done.paid)}::bigint where id = 9000`],
      () => [
        `${other.nichandle} 8 link group ${serviceOf(done.paid)}: account ${done.maria.nichandle} has one of the same number`,
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

  test.each(planted)('%s', (_name, plant, lines) => expectPlanted(scene, plant(), lines()))
})
