-- 0051_mandates.sql: a delegation opens the member's page to the account of the delegate while it runs, and no longer: asked by the
-- database with each request. What a member takes back itself. Letters about an account are its person's. What of the desk goes.
alter table core.person_role drop constraint person_role_role_check;
alter table core.person_role add constraint person_role_role_check
  check (role in ('administrator', 'operator', 'approver', 'auditor', 'member', 'accountant', 'designer', 'delegate'));

create table core.delegation_access (
  id            bigint      generated always as identity unique,
  community_id  int         not null,
  delegation_id int         not null,
  person_id     int         not null references core.person,
  author        text        not null check (length(author) between 1 and 200),
  at            timestamptz not null default now(),
  primary key (community_id, delegation_id),
  foreign key (community_id, delegation_id) references core.delegation
);
create index delegation_access_person on core.delegation_access (person_id);
comment on table core.delegation_access is 'With which account the delegate looks; a delegation without one is on paper alone.';
comment on table core.delegation is 'Another person acts for a member, for a term, by a paper. Pages open to the account of core.delegation_access.';
call core.make_append_only('core.delegation_access');

-- ---- whose page a session sees ------------------------------------------------------------------------------------------

create function mine.own() returns table (community_id int, member_id int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select role.community_id, role.member_id
  from core.person_session as session
  join core.person as person on person.id = session.person_id and person.enabled
  join core.person_role as role on role.person_id = person.id and role.role = 'member'
  where session.token_sha256 = sha256(convert_to(current_setting('cer.session', true), 'UTF8'))
    and session.idle_until > now() and session.expires_at > now()
$$;
comment on function mine.own() is 'The members that the person behind the session is; none without one.';

-- By the clock of the database, as sessions are. An end that is told for today or earlier counts at once; a later last day is a day of
-- it. Who has left, or is in no declaration any more, is acted for by nobody; nor by whoever lost the role or the account.
create function mine.mandates()
returns table (id bigint, community_id int, member_id int, person_id int, from_day date, to_day date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select access.id, given.community_id, given.member_id, access.person_id, given.from_day, coalesce(gone.last_day, given.to_day)
  from core.person_session as session
  join core.person as person on person.id = session.person_id and person.enabled
  join core.delegation_access as access on access.person_id = person.id
  join core.delegation as given on given.community_id = access.community_id and given.id = access.delegation_id
  left join core.delegation_end as gone on gone.community_id = given.community_id and gone.delegation_id = given.id
  cross join lateral (select (now() at time zone 'Europe/Rome')::date as day) as today
  cross join lateral (
    select max(version) as version from core.definition where community_id = given.community_id) as declared
  where session.token_sha256 = sha256(convert_to(current_setting('cer.session', true), 'UTF8'))
    and session.idle_until > now() and session.expires_at > now()
    and today.day between given.from_day and given.to_day
    and (gone.last_day is null
      or (today.day <= gone.last_day and gone.last_day > (gone.at at time zone 'Europe/Rome')::date))
    and exists (select from core.person_role as role where role.person_id = person.id and role.role = 'delegate'
      and (role.community_id is null or role.community_id = given.community_id))
    and exists (select from core.member_terms as terms where terms.community_id = given.community_id
      and terms.version = declared.version and terms.member_id = given.member_id)
    and exists (
      select from core.membership as point where point.community_id = given.community_id and point.version = declared.version
        and point.member_id = given.member_id
      having count(*) = 0 or bool_or(point.to_day is null or point.to_day >= today.day))
$$;
comment on function mine.mandates() is 'The delegations by which the person behind the session may look at a page today.';

-- Oneself, or the one for whom cer.acting says that one acts: never both.
create or replace function mine.member() returns table (community_id int, member_id int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if coalesce(current_setting('cer.acting', true), '') = '' then
    return query select own.community_id, own.member_id from mine.own() as own;
  else
    return query select mandate.community_id, mandate.member_id from mine.mandates() as mandate
      where mandate.id::text = current_setting('cer.acting', true);
  end if;
end
$$;
comment on function mine.member() is
  'The members behind the session; where cer.acting names a delegation that runs, the one it is of alone. None without a session.';
revoke all on function mine.own(), mine.mandates() from public;
grant execute on function mine.own(), mine.mandates() to cer_member;

create view mine.mandate with (security_barrier) as
select mandate.id, community.code as community, definition.name as community_name, terms.name as member, mandate.from_day,
  mandate.to_day
from mine.mandates() as mandate
join core.community as community on community.id = mandate.community_id
cross join lateral (
  select version, name from core.definition
  where community_id = mandate.community_id order by version desc limit 1) as definition
join core.member_terms as terms on terms.community_id = mandate.community_id
  and terms.version = definition.version and terms.member_id = mandate.member_id;
comment on view mine.mandate is 'Whose pages the person behind the session may look at today, beside its own.';
grant select on mine.mandate to cer_member;

alter table core.look drop constraint look_kind_check;
alter table core.look add constraint look_kind_check check (kind in ('member', 'members', 'readings', 'quality', 'estimate',
  'powers', 'hour', 'why', 'plant', 'document', 'report', 'letter', 'payments', 'desk', 'delegate'));

-- What is a member's own will is written for oneself alone, for whomever one acts.
do $$
begin
  execute replace(pg_get_functiondef('mine.choose_nickname(int, int, text)'::regprocedure), 'mine.member()', 'mine.own()');
end
$$;

create function mine.withdraw_consent(of_community int, of_member int, of_purpose text, of_consent int) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  signature text := 'person:' || mine.person();
  why       text := 'Taken back by the member on its page.';
  written   int;
begin
  if not exists (select from mine.own() as me where me.community_id = of_community and me.member_id = of_member) then
    return 'no_consent';
  end if;
  perform pg_advisory_xact_lock(hashtext('core.community'), of_community);
  if of_purpose = 'quarter_hours' then
    if not exists (select from core.consent where community_id = of_community and id = of_consent and member_id = of_member) then
      return 'no_consent';
    end if;
    insert into core.consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
    values (of_community, of_consent, why, signature, now()) on conflict do nothing;
  elsif of_purpose = 'published_totals' then
    if not exists (select from core.total_consent where community_id = of_community and id = of_consent and member_id = of_member) then
      return 'no_consent';
    end if;
    insert into core.total_consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
    values (of_community, of_consent, why, signature, now()) on conflict do nothing;
  else
    return 'no_consent';
  end if;
  get diagnostics written = row_count;
  if written = 0 then
    return 'gone';
  end if;
  insert into core.audit (community_id, who, what, detail)
  values (of_community, signature, 'consent withdrawn', jsonb_build_object('consent', of_consent, 'purpose', of_purpose));
  return 'withdrawn';
end $$;
comment on function mine.withdraw_consent(int, int, text, int) is
  'Takes back a consent of a member behind the session, at once: withdrawn, gone (it was already) or no_consent.';
revoke all on function mine.withdraw_consent(int, int, text, int) from public;
grant execute on function mine.withdraw_consent(int, int, text, int) to cer_member;

-- ---- who asked, where another did for the member ------------------------------------------------------------------------

alter table core.member_request add column access_id bigint references core.delegation_access (id);
comment on column core.member_request.access_id is 'By which delegation the person asked for the member; null when it asked for itself.';
alter table core.member_request_step add column access_id bigint references core.delegation_access (id);

create or replace view core.member_request_standing as
select request.community_id, request.id, request.member_id, request.person_id, request.kind, request.month, request.hour_at,
  request.text, request.at, coalesce(last.state, 'open') as state, coalesce(last.at, request.at) as changed_at, request.access_id
from core.member_request as request
left join lateral (
  select state, at from core.member_request_step
  where community_id = request.community_id and request_id = request.id order by id desc limit 1) as last on true;

create or replace view mine.request with (security_barrier) as
select me.member_id, request.community_id, request.id, request.kind, request.month, request.hour_at, request.text, request.at,
  request.state, request.changed_at, request.person_id = mine.person() as own,
  case when request.access_id is not null then person.name end as by_delegate
from mine.member() as me
join core.member_request_standing as request
  on request.community_id = me.community_id and request.member_id = me.member_id
join core.person as person on person.id = request.person_id;

create or replace view mine.request_step with (security_barrier) as
select me.member_id, step.community_id, step.request_id, step.id, step.side, step.state, step.text, step.at,
  case step.side when 'staff' then person.name end as who,
  case when step.access_id is not null then person.name end as by_delegate
from mine.member() as me
join core.member_request as request on request.community_id = me.community_id and request.member_id = me.member_id
join core.member_request_step as step on step.community_id = request.community_id and step.request_id = request.id
join core.person as person on person.id = step.person_id;

create or replace view mine.held_delegation with (security_barrier) as
select me.community_id, me.member_id, given.id, given.delegate, given.from_day, coalesce(gone.last_day, given.to_day) as to_day,
  given.kind, given.number, given.dated, given.kept_at, given.recorded_at, gone.reason as ended_for, access.at as opened_at
from mine.member() as me
join core.delegation as given on given.community_id = me.community_id and given.member_id = me.member_id
left join core.delegation_end as gone on gone.community_id = given.community_id and gone.delegation_id = given.id
left join core.delegation_access as access on access.community_id = given.community_id and access.delegation_id = given.id;

-- ---- letters about an account -------------------------------------------------------------------------------------------

alter table core.letter add column person_id int references core.person;
comment on column core.letter.person_id is 'Whose account it is about; null of all others, and of those of before.';
create index letter_person on core.letter (person_id) where person_id is not null;

create view mine.held_account_letter with (security_barrier) as
select letter.put_at, letter.recipient, letter.subject, letter.plain, standing.state, standing.at
from core.letter as letter
join core.letter_standing as standing on standing.community_id = letter.community_id and standing.id = letter.id
where letter.person_id = mine.person();
grant select on mine.held_account_letter to cer_member;

-- ---- what of the desk goes, and when ------------------------------------------------------------------------------------

-- Only the function below, as the schema's owner, lets go of names and papers; that an act was, when and by whom stays.
do $$
declare
  target text;
begin
  foreach target in array array['delegation', 'delegation_end', 'desk_evidence'] loop
    execute format('drop trigger is_append_only on core.%I', target);
    execute format('create trigger is_append_only before update or delete on core.%I
      for each row execute function core.refuse_all_but_forgetting()', target);
  end loop;
end
$$;

create function core.forget_desk(out delegations bigint, out papers bigint, out accounts bigint)
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  today  date := (now() at time zone 'Europe/Rome')::date;
  parted int[];
begin
  perform pg_advisory_xact_lock(hashtext('core.forget_desk'), 0);
  perform set_config('cer.forgets', 'on', true);
  update core.delegation_end as gone set reason = '(removed)'
  from core.delegation as given
  where given.community_id = gone.community_id and given.id = gone.delegation_id
    and least(gone.last_day, given.to_day) < today - interval '10 years' and gone.reason <> '(removed)';
  update core.delegation as given set delegate = '(removed)', number = null, kept_at = '(removed)'
  where least(given.to_day, coalesce((select gone.last_day from core.delegation_end as gone
      where gone.community_id = given.community_id and gone.delegation_id = given.id), given.to_day)) < today - interval '10 years'
    and given.delegate <> '(removed)';
  get diagnostics delegations = row_count;
  -- Of who has no point any more since so long, in the declaration that stands.
  update core.desk_evidence as told set kind = null, number = null, dated = null, kept_at = null, substation = null
  where told.kind is not null
    and exists (select from core.desk_act as act where act.community_id = told.community_id and act.id = told.act_id
      and act.at < now() - interval '10 years')
    and not exists (select from core.membership as point
      where point.community_id = told.community_id and point.member_id = told.member_id
        and point.version = (select max(version) from core.definition where community_id = told.community_id)
        and coalesce(point.to_day, 'infinity') >= today - interval '10 years');
  get diagnostics papers = row_count;
  perform set_config('cer.forgets', 'off', true);

  -- A delegate for whom nothing ran for a year, nor is to begin, has no part in the community any more.
  with over as (
    delete from core.person_role as role
    where role.role = 'delegate'
      and exists (select from core.delegation_access as access
        where access.person_id = role.person_id and access.community_id = role.community_id)
      and not exists (
        select from core.delegation_access as access
        join core.delegation as given on given.community_id = access.community_id and given.id = access.delegation_id
        left join core.delegation_end as gone on gone.community_id = given.community_id and gone.delegation_id = given.id
        where access.person_id = role.person_id and access.community_id = role.community_id
          and coalesce(gone.last_day, given.to_day) >= today - interval '1 year')
    returning role.person_id)
  select array_agg(distinct person_id) into parted from over;
  insert into core.person_act (who, what, person_id)
  select 'retention', 'delegate no more', who from unnest(parted) as told (who);
  -- Of who was here for that alone nothing is held that would open, nor where letters went.
  with ended as (
    update core.person as person
    set enabled = false, email = null, salt = null, hash = null, rounds = null, totp_secret = null, totp_pending = null
    where person.id = any (parted) and person.enabled
      and not exists (select from core.person_role as other where other.person_id = person.id)
    returning person.id)
  select array_agg(id) into parted from ended;
  accounts := coalesce(cardinality(parted), 0);
  delete from core.person_session where person_id = any (parted);
  delete from core.passkey where person_id = any (parted);
  delete from core.known_device where person_id = any (parted);
  delete from core.sign_in_link where person_id = any (parted);
  update core.invite set expires_at = now() where person_id = any (parted) and used_at is null and expires_at > now();
  update core.api_token set ended_at = now() where person_id = any (parted) and ended_at is null;
  update core.home_user set person_id = null, linked_at = null, linked_by = null where person_id = any (parted);
end
$$;
comment on function core.forget_desk is
  'Names and papers of delegations ten years after their end, papers of members ten years after they left, accounts of delegates a '
  'year after the last; said again, it does nothing.';
revoke all on function core.forget_desk() from public;
grant execute on function core.forget_desk() to cer_app;
