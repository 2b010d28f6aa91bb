-- 0054_own_mandates.sql: a member ends its delegations itself, at once: also one whose end was told for a later day. Each end stays;
-- the last one counts.
alter table core.delegation_end add column revision int not null default 1 check (revision between 1 and 1000);
alter table core.delegation_end drop constraint delegation_end_pkey;
alter table core.delegation_end add primary key (community_id, delegation_id, revision);
comment on table core.delegation_end is 'A delegation that ended before its term; of several ends the last stands (core.delegation_over).';

create view core.delegation_over as
select distinct on (community_id, delegation_id) community_id, delegation_id, last_day, reason, author, at
from core.delegation_end order by community_id, delegation_id, revision desc;
comment on view core.delegation_over is 'The end of each delegation that ended before its term, as it was told last.';
grant select on core.delegation_over to cer_app;

do $$
declare
  told text;
begin
  execute replace(pg_get_functiondef('mine.mandates()'::regprocedure), 'core.delegation_end', 'core.delegation_over');
  told := pg_get_functiondef('core.forget_desk()'::regprocedure);
  -- What is changed is the table; what is asked is the end that stands.
  execute replace(replace(told, 'join core.delegation_end', 'join core.delegation_over'),
    'from core.delegation_end', 'from core.delegation_over');
end
$$;

create or replace view mine.held_delegation with (security_barrier) as
select me.community_id, me.member_id, given.id, given.delegate, given.from_day, coalesce(gone.last_day, given.to_day) as to_day,
  given.kind, given.number, given.dated, given.kept_at, given.recorded_at, gone.reason as ended_for, access.at as opened_at,
  gone.at as ended_at, case
    when gone.last_day is not null and (gone.last_day < today.day or gone.last_day <= (gone.at at time zone 'Europe/Rome')::date)
      then 'ended'
    when today.day > given.to_day then 'over'
    when today.day < given.from_day then 'later'
    else 'runs' end as standing
from mine.member() as me
cross join lateral (select (now() at time zone 'Europe/Rome')::date as day) as today
join core.delegation as given on given.community_id = me.community_id and given.member_id = me.member_id
left join core.delegation_over as gone on gone.community_id = given.community_id and gone.delegation_id = given.id
left join core.delegation_access as access on access.community_id = given.community_id and access.delegation_id = given.id;

-- For oneself alone, whomever one acts for. The program calls it, in one transaction with the letter about it; whose it is, the token
-- of the session says, as everywhere here.
create function mine.end_delegation(of_community int, of_member int, of_delegation int) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  signature text := 'person:' || mine.person();
  today     date := (now() at time zone 'Europe/Rome')::date;
  given     record;
  told      record;
begin
  if not exists (select from mine.own() as me where me.community_id = of_community and me.member_id = of_member) then
    return 'no_delegation';
  end if;
  perform pg_advisory_xact_lock(hashtext('core.community'), of_community);
  select from_day, to_day into given from core.delegation
  where community_id = of_community and id = of_delegation and member_id = of_member;
  if not found then
    return 'no_delegation';
  end if;
  select gone.last_day, (gone.at at time zone 'Europe/Rome')::date as told_on into told from core.delegation_over as gone
  where gone.community_id = of_community and gone.delegation_id = of_delegation;
  if given.to_day < today or (found and (told.last_day < today or told.last_day <= told.told_on)) then
    return 'gone';
  end if;
  insert into core.delegation_end (community_id, delegation_id, last_day, reason, author, at, revision)
  select of_community, of_delegation, today, 'Revocata dal membro, nella sua pagina.', signature, now(),
    coalesce(max(revision), 0) + 1
  from core.delegation_end where community_id = of_community and delegation_id = of_delegation;
  insert into core.audit (community_id, who, what, detail)
  values (of_community, signature, 'delegation ended', jsonb_build_object('delegation', of_delegation));
  return 'ended';
end $$;
comment on function mine.end_delegation(int, int, int) is
  'Ends a delegation of a member behind the session, at once: ended, gone (it was over already) or no_delegation.';
revoke all on function mine.end_delegation(int, int, int) from public;
grant usage on schema mine to cer_app;
grant execute on function mine.end_delegation(int, int, int) to cer_app;
