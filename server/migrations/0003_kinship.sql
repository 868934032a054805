-- Services know their family: those of one kinship are reached by links, options and parents (rule S1), so that one look finds them.
--
-- A service begins as a kinship of its own, named by its id, or joins that of its parent and of its link group; where these differ,
-- they become one, named by the smaller. The triggers see to it, whoever writes. A kinship is never split: a service that is no
-- longer linked is read with more than its family, which costs a little and changes nothing (strategies look at the links).

alter table services add column kinship bigint;
comment on column services.kinship is 'equal for all services of an account that rule S1 puts into one family';

update services set kinship = id;
do $$
begin
  loop
    update services set kinship = near.least
    from (
      select account_id, id, min(kinship) as least
      from (
        select option.account_id, option.id, parent.kinship
        from services option join services parent on parent.account_id = option.account_id and parent.id = option.parent_id
        union all
        select parent.account_id, parent.id, option.kinship
        from services option join services parent on parent.account_id = option.account_id and parent.id = option.parent_id
        union all
        select member.account_id, member.id, linked.kinship
        from services member join (
          select account_id, link_group, min(kinship) as kinship from services where link_group is not null
          group by account_id, link_group
        ) linked on linked.account_id = member.account_id and linked.link_group = member.link_group
      ) neighbour
      group by account_id, id
    ) near
    where services.account_id = near.account_id and services.id = near.id and near.least < services.kinship;
    exit when not found;
  end loop;
end
$$;

alter table services alter column kinship set not null;
create index on services (account_id, kinship);
-- the least and the greatest kinship of a group lie at its ends
drop index services_account_id_link_group_idx;
create index on services (account_id, link_group, kinship) where link_group is not null;

create function services_find_kinship() returns trigger language plpgsql as $$
begin
  new.kinship := least(
    new.id,
    (select kinship from services where account_id = new.account_id and id = new.parent_id),
    (select min(kinship) from services where account_id = new.account_id and link_group = new.link_group));
  return new;
end
$$;
create trigger services_find_kinship before insert on services for each row execute function services_find_kinship();

create function services_join_kinships() returns trigger language plpgsql as $$
declare
  met bigint[];
  least_met bigint;
begin
  loop
    met := array[
      (select kinship from services where account_id = new.account_id and id = new.id),
      (select kinship from services where account_id = new.account_id and id = new.parent_id),
      (select min(kinship) from services where account_id = new.account_id and link_group = new.link_group),
      (select max(kinship) from services where account_id = new.account_id and link_group = new.link_group)];
    least_met := (select min(kinship) from unnest(met) as kinship);
    update services set kinship = least_met
    where account_id = new.account_id and kinship = any (met) and kinship <> least_met;
    exit when not found;
  end loop;
  return null;
end
$$;
create trigger services_join_kinships after insert or update of parent_id, link_group on services for each row
  when (new.parent_id is not null or new.link_group is not null) execute function services_join_kinships();
