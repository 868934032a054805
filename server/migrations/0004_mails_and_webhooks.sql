-- Mails keep their text sealed, since it holds links that open orders; events travel to webhooks; calendars have a secret address.

alter table notices drop column body, drop column html;
alter table notices
  add column body_sealed bytea,
  add column html_sealed bytea,
  add check (state = 'waiting' or (subject is not null and body_sealed is not null and html_sealed is not null and recipient is not null));
comment on column notices.subject is 'null until the mail is written';
create index on notices (state, id) where state = 'dead';

-- An operator's: which events go where. The cursor stands behind the last event that deliveries were made of.
create table webhooks (
  id bigint generated always as identity primary key,
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  secret_sealed bytea not null,
  old_secret_sealed bytea,
  old_secret_until timestamptz,
  cursor_transaction xid8 not null,
  cursor_event bigint not null,
  created_at timestamptz not null,
  check ((old_secret_sealed is null) = (old_secret_until is null))
);

create table webhook_deliveries (
  account_id bigint not null,
  id bigint generated always as identity,
  webhook_id bigint not null references webhooks on delete cascade,
  event_id bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  tries smallint not null default 0,
  send_at timestamptz default '-infinity',
  status smallint,
  failure text,
  ended_at timestamptz,
  created_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, event_id) references events (account_id, id),
  check ((state = 'waiting') = (send_at is not null))
);
create index on webhook_deliveries (send_at) where state = 'waiting';
create index on webhook_deliveries (webhook_id, id);
comment on column webhook_deliveries.send_at is 'real time (rule T7), as all times of deliveries';
comment on column webhook_deliveries.status is 'of the last HTTP answer; null: there was none';

-- One address an account; making another one ends the first.
create table calendars (
  account_id bigint primary key references accounts,
  secret_hash bytea not null,
  secret_sealed bytea not null,
  created_at timestamptz not null
);
create index on calendars (secret_hash);
