-- 0048_own_page.sql: what a member's own page reads beside its hours, the choice of a nickname, and one more kind of request.

create view mine.community_sky with (security_barrier) as
select me.community_id, me.member_id,
  (select unit.market_zone from core.unit_terms as unit
    where unit.community_id = me.community_id
      and unit.version = (select max(version) from core.definition where community_id = me.community_id)
    group by unit.market_zone order by sum(unit.power_kw) desc, unit.market_zone limit 1) as market_zone
from mine.chosen() as me;
comment on view mine.community_sky is 'The market zone of most of the community''s power: where its sun is.';

-- Why an hour is not told: too small a community is not one whose data are still coming in.
create view mine.community_standing with (security_barrier) as
select hour.starts_at as ts, hour.standing
from mine.chosen() as me
join core.hour_standing as hour on hour.community_id = me.community_id;
comment on view mine.community_standing is 'Which hours of the community may be told, and why others not: never a figure.';

-- An empty house hides nobody, and who came or went inside the month has no whole one.
create or replace view mine.peer_month with (security_barrier) as
select peer.month::timestamp at time zone 'Europe/Rome' as month, avg(peer.withdrawn_ukwh)::double precision / 1e6 as avg_withdrawn_kwh,
  avg(peer.shared_ukwh)::double precision / 1e6 as avg_shared_kwh, count(*)::int as households
from mine.chosen() as me
join core.ranked_month as peer on peer.community_id = me.community_id and peer.kind = 'household' and peer.member_id <> me.member_id
  and peer.withdrawn_ukwh > 0
where not exists (
  select from core.month_version as standing
  join core.membership as point on point.community_id = standing.community_id and point.version = standing.version
    and point.member_id = peer.member_id
  cross join lateral (select (standing.month + interval '1 month - 1 day')::date as day) as last
  where standing.community_id = peer.community_id and standing.month = peer.month
    and (point.from_day > standing.month and point.from_day <= last.day
      or point.to_day >= standing.month and point.to_day < last.day))
group by peer.month having count(*) >= 5;
comment on view mine.peer_month is
  'The mean of at least five other households that took anything, with the same points from the first to the last day of the month.';

create view mine.ranking_month with (security_barrier) as
select me.community_id, me.member_id, ranked.month, ranked.pos, ranked.label, ranked.share,
  ranked.label = (select chosen.nickname from core.nickname as chosen
    where chosen.community_id = me.community_id and chosen.member_id = me.member_id
    order by chosen.revision desc limit 1) as own
from mine.chosen() as me
join rep.ranking_month as ranked on ranked.community_id = me.community_id;
comment on view mine.ranking_month is 'The ranking of the member''s community, as rep.ranking_month has it: nicknames alone, and at least five.';

grant select on mine.community_sky, mine.community_standing, mine.ranking_month to cer_member;

-- The one thing that a member writes by the token of the session: for itself alone, one after the other, and not without end.
create function mine.choose_nickname(of_community int, of_member int, wanted text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  who   text;
  known record;
begin
  if not exists (select from mine.member() as me where me.community_id = of_community and me.member_id = of_member) then
    return 'no_member';
  end if;
  select person.name into who from core.person as person where person.id = mine.person();
  perform pg_advisory_xact_lock(hashtext('core.community'), of_community);
  select chosen.revision, chosen.nickname into known from core.nickname as chosen
  where chosen.community_id = of_community and chosen.member_id = of_member order by chosen.revision desc limit 1;
  if known.nickname is not distinct from wanted then
    return 'same';
  end if;
  if (select count(*) from core.nickname as chosen where chosen.community_id = of_community and chosen.member_id = of_member
      and chosen.chosen_at > now() - interval '1 day') >= 20 then
    return 'too_often';
  end if;
  -- By what people see: without case, and wide letters as narrow ones.
  if exists (
    select from (
      select distinct on (chosen.member_id) chosen.member_id, chosen.nickname from core.nickname as chosen
      where chosen.community_id = of_community order by chosen.member_id, chosen.revision desc) as held
    where held.member_id <> of_member and lower(normalize(held.nickname, nfkc)) = lower(normalize(wanted, nfkc))) then
    return 'taken';
  end if;
  insert into core.nickname (community_id, member_id, revision, nickname, chosen_by)
  values (of_community, of_member, coalesce(known.revision, 0) + 1, wanted, coalesce(left(nullif(who, ''), 200), 'member'));
  return 'chosen';
end $$;
comment on function mine.choose_nickname(int, int, text) is
  'Chooses the nickname of a member behind the session, or takes it back (null): chosen, same, taken, too_often or no_member.';
revoke all on function mine.choose_nickname(int, int, text) from public;
grant execute on function mine.choose_nickname(int, int, text) to cer_member;

-- A consent is taken back as easily as it was given: by asking.
alter table core.member_request drop constraint member_request_kind_check;
alter table core.member_request add constraint member_request_kind_check
  check (kind in ('leave', 'erasure', 'amount', 'consent'));
comment on table core.member_request is
  'A member asks to leave, to be forgotten, takes a consent back, or contests an amount of a month or an hour.';
