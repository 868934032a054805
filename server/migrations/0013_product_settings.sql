-- What customers set on their products: Odnowa runs none, and shows what was set.

create table product_settings (
  account_id bigint not null,
  service_id bigint not null,
  settings jsonb not null check (jsonb_typeof(settings) = 'object'),
  updated_at timestamptz not null,
  primary key (account_id, service_id),
  foreign key (account_id, service_id) references services (account_id, id)
);
comment on column product_settings.settings is 'by the names that the product''s own object has for them';
