-- Balances of credit that a customer applies to an order: what they hold when it is paid, its means is not charged.

create table order_balances (
  account_id bigint not null,
  order_id bigint not null,
  balance text not null check (balance = 'PREPAID_ACCOUNT'),
  applied_at timestamptz not null,
  primary key (account_id, order_id, balance),
  foreign key (account_id, order_id) references orders (account_id, id)
);
