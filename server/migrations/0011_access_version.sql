-- Who may call has a version, so that a credential which was read once counts as long as no application and no credential has changed.
--
-- As with the catalogue's: a version is random and never comes again, and whoever writes gives a new one in the same statement.
-- That a credential was used is no change of what it may.

create table access_version (
  single boolean primary key default true check (single),
  version uuid not null
);

create function change_access_version() returns trigger language plpgsql as $$
begin
  insert into access_version (version) values (gen_random_uuid())
  on conflict (single) do update set version = excluded.version;
  return null;
end
$$;
create trigger applications_change_access after update or delete or truncate on applications
  for each statement execute function change_access_version();
create trigger credentials_change_access
  after update of application_id, account_id, consumer_key_hash, state, access_rules, allowed_ips, expires_at on credentials
  for each statement execute function change_access_version();
create trigger credentials_emptied_change_access after truncate on credentials
  for each statement execute function change_access_version();

-- A request that nobody answered opens nothing: each new one clears the old ones of its application, and must make nobody wait.
create function change_access_version_of_gone() returns trigger language plpgsql as $$
begin
  if exists (select from gone where state <> 'pendingValidation') then
    insert into access_version (version) values (gen_random_uuid())
    on conflict (single) do update set version = excluded.version;
  end if;
  return null;
end
$$;
create trigger credentials_gone_change_access after delete on credentials referencing old table as gone
  for each statement execute function change_access_version_of_gone();

insert into access_version (version) values (gen_random_uuid());
