-- 0011_mine.sql: what one member sees of its own things. The role cer_member reads these views and nothing else, and
-- they hold rows only for whoever shows the token of a session that is open (set_config('cer.session', TOKEN)): knowing
-- the number of another member is worth nothing.
create schema mine;
grant usage on schema mine to cer_member;

-- A view calls functions with the rights of its reader, who may not see sessions: hence security definer.
create function mine.member() returns table (community_id int, member_id int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select role.community_id, role.member_id
  from core.person_session as session
  join core.person as person on person.id = session.person_id and person.enabled
  join core.person_role as role on role.person_id = person.id and role.role = 'member'
  where session.token_sha256 = sha256(convert_to(current_setting('cer.session', true), 'UTF8'))
    and session.idle_until > now() and session.expires_at > now()
$$;
comment on function mine.member() is 'The members behind the session; none without one.';
revoke all on function mine.member() from public;
grant execute on function mine.member() to cer_member;

create view mine.profile with (security_barrier) as
select me.community_id, me.member_id, community.code as community, definition.name as community_name,
  terms.name, terms.category, rules.names as rules
from mine.member() as me
join core.community as community on community.id = me.community_id
cross join lateral (
  select version, name from core.definition
  where community_id = me.community_id order by version desc limit 1) as definition
join core.member_terms as terms on terms.community_id = me.community_id
  and terms.version = definition.version and terms.member_id = me.member_id
cross join lateral (
  select coalesce(array_agg(name order by ordinal), '{}') as names from core.rule_set
  where community_id = me.community_id and version = definition.version) as rules;
comment on column mine.profile.rules is 'Names of the community''s own rules: those of an invented one say so.';

create view mine.point with (security_barrier) as
select me.community_id, me.member_id, membership.pod_id, right(pod.code, 4) as label, membership.from_day,
  membership.to_day,
  membership.from_day::timestamp at time zone 'Europe/Rome' as from_at,
  coalesce((membership.to_day + 1)::timestamp at time zone 'Europe/Rome', 'infinity') as to_at
from mine.member() as me
join core.membership as membership on membership.community_id = me.community_id
  and membership.member_id = me.member_id
  and membership.version = (select max(version) from core.definition where community_id = me.community_id)
join core.pod as pod on pod.community_id = membership.community_id and pod.id = membership.pod_id;
comment on view mine.point is 'The spans of days in which a point is the member''s; its code stays out.';

create view mine.hour with (security_barrier) as
select point.community_id, point.member_id, point.pod_id, hour.starts_at, hour.unit_id, hour.injected_ukwh,
  hour.withdrawn_ukwh, hour.quality
from mine.point as point
cross join lateral (
  select distinct on (starts_at, unit_id) starts_at, unit_id, injected_ukwh, withdrawn_ukwh, quality
  from core.energy_hour
  where community_id = point.community_id and pod_id = point.pod_id
    and starts_at >= point.from_at and starts_at < point.to_at
  order by starts_at, unit_id, revision desc) as hour;
comment on view mine.hour is
  'Withdrawals in the row of unit 0, injections in a row for each unit; only while the point was the member''s.';

create view mine.month with (security_barrier) as
select me.community_id, me.member_id, settled.month, settled.run_id, settled.status,
  coalesce(standing.state, 'open') as state,
  own.withdrawn_ukwh, own.injected_ukwh, own.shared_ukwh, own.tip_cents, own.cac_cents, own.surplus_cents
from mine.member() as me
cross join lateral (
  select distinct on (month) month, run_id, status from core.settlement_month
  where community_id = me.community_id order by month, run_id desc) as settled
join core.member_month as own on own.community_id = me.community_id and own.month = settled.month
  and own.run_id = settled.run_id and own.member_id = me.member_id
left join lateral (
  select state from core.month_state
  where community_id = me.community_id and month = settled.month
  order by revision desc limit 1) as standing on true;

grant select on mine.profile, mine.point, mine.hour, mine.month to cer_member;
