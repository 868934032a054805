-- Codes that credit prepaid balances, and the points that an operator gives.

create table credit_codes (
  id bigint generated always as identity primary key,
  code text not null unique,
  description text not null,
  currency text not null,
  amount_ucents numeric(24,0) not null check (amount_ucents > 0),
  uses integer not null check (uses > 0),
  used integer not null default 0 check (used between 0 and uses),
  expires_on date,
  created_at timestamptz not null,
  withdrawn_at timestamptz
);
comment on column credit_codes.expires_on is 'the last local date on which it can be redeemed; null: for ever';
comment on column credit_codes.uses is 'how many accounts can redeem it, each once';

create table code_redemptions (
  account_id bigint not null references accounts,
  code_id bigint not null references credit_codes,
  at timestamptz not null,
  primary key (account_id, code_id)
);

create table point_movements (
  account_id bigint not null references accounts,
  id bigint generated always as identity,
  at timestamptz not null,
  points bigint not null check (points <> 0),
  balance bigint not null check (balance >= 0),
  description text not null,
  primary key (account_id, id)
);
comment on column point_movements.balance is 'the points that it left';

alter table accounts add column points_alert bigint;
comment on column accounts.points_alert is 'alertThreshold of the points: kept for its customer';
