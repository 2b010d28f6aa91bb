-- 0050_doors.sql: doors that were closed stay closed. Where a passkey belongs; sums and members' figures are two scopes of tokens;
-- by which token a program looked, and who made it; what is held of a person's devices.
alter table core.passkey add column domain text check (length(domain) between 1 and 253);
comment on column core.passkey.domain is 'The name of the host at which it was registered, the only one at which it answers; null of those from before.';

-- A token of before reads what it read: it has both scopes, and its owner is told so.
alter table core.api_token add column of_one_scope boolean not null default false;
comment on column core.api_token.of_one_scope is 'Made while sums and members'' figures were the one scope figures.';
alter table core.api_token drop constraint api_token_scopes_check;
update core.api_token
set scopes = array['sums:read', 'members:read'] || array_remove(scopes, 'figures'), of_one_scope = true
where 'figures' = any (scopes);
alter table core.api_token add constraint api_token_scopes_check
  check (cardinality(scopes) > 0 and scopes <@ array['sums:read', 'members:read', 'flows']);

alter table core.look add column token_id bigint references core.api_token (id);
comment on column core.look.token_id is 'By which token of the person a program asked; null when the person did.';

create or replace view mine.look with (security_barrier) as
select me.community_id, me.member_id, look.id, look.at, look.roles, look.kind, look.page, person.name as who,
  look.member_id is null as of_all, token.name as token, coalesce(maker.name, case when token.id is not null then person.name end) as token_by
from mine.member() as me
join core.look as look on look.community_id = me.community_id and (look.member_id = me.member_id
  or (look.member_id is null and look.at >= (
    select min(point.from_day)::timestamp at time zone 'Europe/Rome' from core.membership as point
    where point.community_id = me.community_id and point.member_id = me.member_id
      and point.version = (select max(version) from core.definition where community_id = me.community_id))))
join core.person as person on person.id = look.person_id
left join core.api_token as token on token.id = look.token_id
left join core.person as maker on token.made_by = 'person:' || maker.id;

-- Without what a browser is known by.
create view mine.held_known_device with (security_barrier) as
select device.made_at, device.seen_at from core.known_device as device where device.person_id = mine.person();

create or replace view mine.held_passkey with (security_barrier) as
select passkey.name, passkey.made_at, passkey.used_at, passkey.domain
from core.passkey as passkey where passkey.person_id = mine.person();

create or replace view mine.held_api_token with (security_barrier) as
select token.name, token.scopes, token.made_at, token.expires_at, token.used_at, token.ended_at,
  token.made_by = 'person:' || token.person_id as made_by_me
from core.api_token as token where token.person_id = mine.person();
grant select on mine.held_known_device to cer_member;

-- Of who may not enter any more nothing is held that would open, nor where letters went.
delete from core.passkey where person_id in (select id from core.person where not enabled);
delete from core.known_device where person_id in (select id from core.person where not enabled);
delete from core.sign_in_link where person_id in (select id from core.person where not enabled);
update core.home_user set person_id = null, linked_at = null, linked_by = null
where person_id in (select id from core.person where not enabled);
update core.person
set email = null, salt = null, hash = null, rounds = null, totp_secret = null, totp_pending = null
where not enabled;
