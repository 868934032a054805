-- The mailed tokens that confirm terminations: one a service, the last one asked for; hashed, for one use. All times are real (rule T7).

create table termination_tokens (
  account_id bigint not null,
  service_id bigint not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (account_id, service_id),
  foreign key (account_id, service_id) references services (account_id, id)
);
create index on termination_tokens (token_hash);
create index on termination_tokens (expires_at);
