-- Exports of bills and refunds: what a customer asked for, to be written anew each time that its mailed link is opened.

create table document_exports (
  account_id bigint not null references accounts,
  id bigint generated always as identity,
  token_hash bytea not null,
  kind text not null check (kind in ('bill', 'refund')),
  archive text not null check (archive in ('csv', 'zip')),
  document_ids text[],
  issued_from timestamptz,
  issued_to timestamptz not null,
  expires_at timestamptz not null,
  primary key (account_id, id)
);
comment on column document_exports.document_ids is 'null: all in that time';
comment on column document_exports.issued_to is 'not after it was asked for, so that the same link always gives the same file';
comment on column document_exports.expires_at is 'in real time, as mailed tokens are';
create index document_exports_id on document_exports (id);
