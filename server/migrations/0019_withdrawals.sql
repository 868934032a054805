-- Withdrawals: money that a customer asks back from the prepaid balance, on its way until the operator has sent it.

alter table orders drop constraint orders_kind_check;
alter table orders add constraint orders_kind_check check (kind in ('renewal', 'automatic', 'debt', 'credit', 'withdrawal'));

alter table postings drop constraint postings_book_check;
alter table postings add constraint postings_book_check
  check (book in ('customer', 'balance', 'revenue', 'tax', 'adjustment', 'withdrawal') or book like 'gateway:%');

create table withdrawals (
  account_id bigint not null references accounts,
  id bigint generated always as identity,
  order_id bigint,
  movement_id bigint,
  means_id bigint,
  destination text not null,
  currency text not null,
  amount_ucents numeric(24,0) not null check (amount_ucents > 0),
  state text not null check (state in ('open', 'sent', 'refused')),
  reason text,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, order_id) references orders (account_id, id),
  foreign key (account_id, movement_id) references movements (account_id, id),
  check ((state = 'open') = (ended_at is null)),
  check ((order_id is null) <> (movement_id is null))
);
comment on column withdrawals.order_id is 'of money that goes to a bank account';
comment on column withdrawals.movement_id is 'the credit that is asked back to where it came from';
comment on column withdrawals.destination is 'where it goes, as its customer reads it';
create index withdrawals_id on withdrawals (id);
create index withdrawals_open on withdrawals (id) where state = 'open';
