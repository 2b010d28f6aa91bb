-- 0070_bad_addresses.sql: addresses of which a server said for good that they do not exist. Optional letters no longer go there; the
-- others are still tried. A mark is taken back by a row, never wiped.
create table core.address_mark (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  address      text        not null check (length(address) between 3 and 320 and address = lower(address)),
  event        text        not null check (event in ('undeliverable', 'cleared')),
  code         text        collate "C" check (code ~ '^[245]\.[0-9]{1,3}\.[0-9]{1,3}$'),
  problem      text        check (length(problem) between 1 and 2000),
  letter_id    bigint,
  who          text        check (length(who) between 1 and 200),
  at           timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, letter_id) references core.letter,
  check ((event = 'undeliverable') = (num_nonnulls(code, problem, letter_id) = 3)),
  check ((event = 'cleared') = (who is not null))
);
comment on table core.address_mark is 'What servers said of addresses for good, and who had them tried again: the newest row of an address counts.';
comment on column core.address_mark.code is 'The enhanced status code (RFC 3463).';
create index address_mark_address on core.address_mark (community_id, address, id);
call core.make_append_only('core.address_mark');
drop trigger is_append_only on core.address_mark;
create trigger is_append_only before update or delete on core.address_mark
  for each row execute function core.refuse_all_but_forgetting();

create view core.bad_address as
select * from (
  select distinct on (community_id, address) community_id, id, address, event, code, problem, letter_id, at
  from core.address_mark order by community_id, address, id desc) as newest
where event = 'undeliverable';
comment on view core.bad_address is 'The addresses that are marked now.';
grant select on core.bad_address to cer_app;

create or replace function core.letter_hindrance(community int, kind text, reader int, address text) returns text
language sql stable as $$
  select case
    when reader is not null and not core.wants_letters(community, reader, kind) then 'unsubscribed'
    when (select mark.event from core.address_mark as mark
      where mark.community_id = letter_hindrance.community and mark.address = lower(letter_hindrance.address)
      order by mark.id desc limit 1) = 'undeliverable' then 'undeliverable'
  end
$$;

-- Whoever writes an address down anew has said that it is good; the one of before is nobody's any more, or another's still.
create function core.clear_changed_address() returns trigger language plpgsql
security definer set search_path = core, pg_temp as $$
begin
  insert into core.address_mark (community_id, address, event, who, at)
  select bad.community_id, bad.address, 'cleared', 'address changed', now()
  from core.bad_address as bad
  where bad.address = lower(new.email)
    or (bad.address = lower(old.email) and not exists (
      select from core.person as other where other.id <> new.id and lower(other.email) = lower(old.email)));
  return null;
end
$$;
revoke all on function core.clear_changed_address() from public;
create trigger clears_marks after update of email on core.person
  for each row when (old.email is distinct from new.email) execute function core.clear_changed_address();

-- What was said of addresses that nobody has any more goes after a year.
create function core.forget_address_marks() returns bigint
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  gone bigint;
begin
  perform set_config('cer.forgets', 'on', true);
  delete from core.address_mark as mark
  where mark.at < now() - interval '1 year'
    and not exists (select from core.person as person where lower(person.email) = mark.address);
  get diagnostics gone = row_count;
  perform set_config('cer.forgets', 'off', true);
  return gone;
end
$$;
comment on function core.forget_address_marks is
  'Removes what servers said of addresses that are nobody''s, a year after; said again, it does nothing.';
revoke all on function core.forget_address_marks() from public;
grant execute on function core.forget_address_marks() to cer_app;

create view mine.held_address_mark with (security_barrier) as
select community.code as community, mark.address, mark.event, mark.code, mark.problem, mark.at
from core.person as person
join core.address_mark as mark on mark.address = lower(person.email)
join core.community as community on community.id = mark.community_id
where person.id = mine.person();
grant select on mine.held_address_mark to cer_member;
