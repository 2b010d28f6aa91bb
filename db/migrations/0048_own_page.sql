-- 0048_own_page.sql: what a member's own page reads beside its hours, the choice of a nickname, and one more kind of request.

-- Where the sums end tells a community that is too small to be told of from one of which nothing is known yet.
create view mine.community_sky with (security_barrier) as
select me.community_id, me.member_id,
  (select max(starts_at) from core.hour_sum where community_id = me.community_id) as known_to,
  (select unit.market_zone from core.unit_terms as unit
    where unit.community_id = me.community_id
      and unit.version = (select max(version) from core.definition where community_id = me.community_id)
    group by unit.market_zone order by sum(unit.power_kw) desc, unit.market_zone limit 1) as market_zone
from mine.chosen() as me;
comment on view mine.community_sky is 'Until when hours of the community are summed, and the market zone of most of its power.';

create view mine.ranking_month with (security_barrier) as
select me.community_id, me.member_id, ranked.month, ranked.pos, ranked.label, ranked.share,
  ranked.label = (select chosen.nickname from core.nickname as chosen
    where chosen.community_id = me.community_id and chosen.member_id = me.member_id
    order by chosen.revision desc limit 1) as own
from mine.chosen() as me
join rep.ranking_month as ranked on ranked.community_id = me.community_id;
comment on view mine.ranking_month is 'The ranking of the member''s community, as rep.ranking_month has it: nicknames alone, and at least five.';

grant select on mine.community_sky, mine.ranking_month to cer_member;

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
