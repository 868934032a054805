-- The catalogue has a version, so that price lists which were read once count as long as nothing of it has changed.
--
-- A version is random and never comes again, not after a rollback either: equal versions mean equal plans, prices and bundle rules.
-- Whoever writes one of them gives the catalogue a new version in the same statement. Without a row (after a reset) there is none.

create table catalog_version (
  single boolean primary key default true check (single),
  version uuid not null
);

create function change_catalog_version() returns trigger language plpgsql as $$
begin
  insert into catalog_version (version) values (gen_random_uuid())
  on conflict (single) do update set version = excluded.version;
  return null;
end
$$;
create trigger plans_change_catalog after insert or update or delete or truncate on plans
  for each statement execute function change_catalog_version();
create trigger plan_prices_change_catalog after insert or update or delete or truncate on plan_prices
  for each statement execute function change_catalog_version();
create trigger bundles_change_catalog after insert or update or delete or truncate on bundles
  for each statement execute function change_catalog_version();

insert into catalog_version (version) values (gen_random_uuid());
