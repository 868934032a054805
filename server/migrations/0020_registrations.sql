-- Means of payment that holders add themselves: registrations that are under way, and numbers of what was charged and paid back.

alter table payment_means drop constraint payment_means_state_check;
alter table payment_means add constraint payment_means_state_check
  check (state in ('registering', 'valid', 'blocked', 'refused', 'removed'));
alter table payment_means add constraint payment_means_default_check
  check (not is_default or state in ('valid', 'blocked'));

create table means_registrations (
  account_id bigint not null,
  means_id bigint not null,
  form_session uuid not null,
  makes_default boolean not null,
  success_url text,
  cancel_url text,
  failure_url text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  outcome text check (outcome in ('registered', 'cancelled', 'refused', 'expired')),
  ended_at timestamptz,
  primary key (account_id, means_id),
  foreign key (account_id, means_id) references payment_means (account_id, id),
  check ((outcome is null) = (ended_at is null))
);
create index on means_registrations (expires_at) where outcome is null;
comment on table means_registrations is 'how a means came to be: its holder was sent to the provider, until when (all times are real, rule T7), and what came of it';

-- The played provider's end of them. It has no number of a card: the form's fields are judged and forgotten.
create table sandbox.registrations (
  means_id bigint primary key,
  kind text not null check (kind in ('paypal', 'creditCard', 'bankAccount')),
  token_hash bytea not null,
  bank_account jsonb,
  state text not null check (state in ('open', 'registered', 'cancelled', 'refused')),
  refusals smallint not null default 0,
  facts jsonb,
  expires_at timestamptz not null,
  check ((state = 'registered') = (facts is not null))
);

-- Attempts and payouts are known inside by their keys; their customer knows both as transactions, by numbers of one row.
create sequence payment_transaction_numbers start with 1000000;
alter table payment_attempts add column number bigint not null default nextval('payment_transaction_numbers');
alter table payouts add column number bigint not null default nextval('payment_transaction_numbers');
alter sequence payment_transaction_numbers owned by payment_attempts.number;
create unique index payment_attempts_number on payment_attempts (account_id, number);
create unique index payouts_number on payouts (account_id, number);
