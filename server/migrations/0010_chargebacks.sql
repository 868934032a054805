-- Chargebacks: a provider takes back the money of a charge that had settled its order, and the debt opens again.

alter table payment_attempts add column charged_back_ucents numeric(24,0) not null default 0;
alter table payment_attempts drop constraint payment_attempts_state_check;
alter table payment_attempts add constraint payment_attempts_state_check
  check (state in ('charging', 'pending', 'unknown', 'parked', 'succeeded', 'partial', 'declined', 'failed', 'chargedBack'));
alter table payment_attempts drop constraint payment_attempts_check;
alter table payment_attempts add constraint payment_attempts_check
  check ((state in ('succeeded', 'partial', 'declined', 'failed', 'chargedBack')) = (ended_at is not null));
alter table payment_attempts add constraint payment_attempts_charged_back_check
  check ((state = 'chargedBack') = (charged_back_ucents > 0));

alter table debts add column charged_back_at timestamptz;
comment on column debts.charged_back_at is 'when a provider last took back the money that had closed it: its services are renewed already';
comment on column debts.credited_ucents is 'what is not owed of it: what refunds took off before it was paid, and what stays paid after a chargeback; amount less this is owed';

alter table sandbox.charges add column charged_back_ucents numeric(24,0) not null default 0;
