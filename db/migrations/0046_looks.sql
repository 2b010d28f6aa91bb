-- 0046_looks.sql: who of the staff looked at what is one member's, what members ask of the staff, and all that is held of a member,
-- for the member itself.
create table core.look (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  at           timestamptz not null default now(),
  person_id    int         not null references core.person,
  member_id    int,
  roles        text[]      not null check (cardinality(roles) between 1 and 20),
  kind         text        collate "C" not null check (kind in ('member', 'members', 'readings', 'quality', 'estimate', 'powers',
    'hour', 'why', 'plant', 'document', 'report', 'letter', 'payments')),
  page         text        collate "C" not null check (length(page) between 1 and 200),
  primary key (community_id, id),
  foreign key (community_id, member_id) references core.member
);
comment on table core.look is
  'Staff asked for curves or amounts of one member, or of all (null). Written before the answer is; never what was seen.';
comment on column core.look.roles is 'The person''s roles in the community at that time.';
comment on column core.look.page is 'The address as it is mapped: never what it was filled with.';
create index look_of on core.look (community_id, member_id, at);
create index look_by on core.look (community_id, person_id, at);
call core.make_append_only('core.look');

create table core.member_request (
  community_id int         not null,
  id           bigint      generated always as identity,
  member_id    int         not null,
  person_id    int         not null references core.person,
  kind         text        collate "C" not null check (kind in ('leave', 'erasure', 'amount')),
  month        date        check (extract(day from month) = 1),
  hour_at      timestamptz check (hour_at = date_bin('1 hour', hour_at, '2000-01-01 00:00+00')),
  text         text        not null check (length(text) between 1 and 4000),
  at           timestamptz not null default now(),
  primary key (community_id, id),
  foreign key (community_id, member_id) references core.member,
  check ((kind = 'amount') = (month is not null)),
  check (hour_at is null or month is not null)
);
comment on table core.member_request is 'A member asks to leave, to be forgotten, or contests an amount of a month or an hour.';
create index member_request_of on core.member_request (community_id, member_id, id);
call core.make_append_only('core.member_request');

create table core.member_request_step (
  community_id int         not null,
  request_id   bigint      not null,
  id           bigint      generated always as identity,
  person_id    int         not null references core.person,
  side         text        collate "C" not null check (side in ('member', 'staff')),
  state        text        collate "C" not null,
  text         text        not null check (length(text) between 1 and 4000),
  at           timestamptz not null default now(),
  primary key (community_id, request_id, id),
  foreign key (community_id, request_id) references core.member_request,
  check (case side when 'member' then state in ('open', 'withdrawn') else state in ('in_hand', 'accepted', 'refused') end)
);
comment on table core.member_request_step is 'What was said to a request, by both sides; the newest step says where it stands.';
call core.make_append_only('core.member_request_step');

create view core.member_request_standing as
select request.*, coalesce(last.state, 'open') as state, coalesce(last.at, request.at) as changed_at
from core.member_request as request
left join lateral (
  select state, at from core.member_request_step
  where community_id = request.community_id and request_id = request.id order by id desc limit 1) as last on true;
grant select on core.member_request_standing to cer_app;

-- ---- what is held of a member, for the member ---------------------------------------------------------------------------

create function mine.person() returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select session.person_id
  from core.person_session as session
  join core.person as person on person.id = session.person_id and person.enabled
  where session.token_sha256 = sha256(convert_to(current_setting('cer.session', true), 'UTF8'))
    and session.idle_until > now() and session.expires_at > now()
$$;
comment on function mine.person() is 'The person behind the session; null without one.';
revoke all on function mine.person() from public;
grant execute on function mine.person() to cer_member;

-- Of everybody's a member is told from its first day on.
create view mine.look with (security_barrier) as
select me.community_id, me.member_id, look.id, look.at, look.roles, look.kind, look.page, person.name as who,
  look.member_id is null as of_all
from mine.member() as me
join core.look as look on look.community_id = me.community_id and (look.member_id = me.member_id
  or (look.member_id is null and look.at >= (
    select min(point.from_day)::timestamp at time zone 'Europe/Rome' from core.membership as point
    where point.community_id = me.community_id and point.member_id = me.member_id
      and point.version = (select max(version) from core.definition where community_id = me.community_id))))
join core.person as person on person.id = look.person_id;
comment on view mine.look is 'Who of the staff asked for curves or amounts of the member.';

create view mine.request with (security_barrier) as
select me.member_id, request.community_id, request.id, request.kind, request.month, request.hour_at, request.text, request.at,
  request.state, request.changed_at, request.person_id = mine.person() as own
from mine.member() as me
join core.member_request_standing as request
  on request.community_id = me.community_id and request.member_id = me.member_id;

create view mine.request_step with (security_barrier) as
select me.member_id, step.community_id, step.request_id, step.id, step.side, step.state, step.text, step.at,
  case step.side when 'staff' then person.name end as who
from mine.member() as me
join core.member_request as request on request.community_id = me.community_id and request.member_id = me.member_id
join core.member_request_step as step on step.community_id = request.community_id and step.request_id = request.id
join core.person as person on person.id = step.person_id;

-- The points with their codes, which are the member's own, while they were its.
create view mine.held_point with (security_barrier) as
select me.community_id, me.member_id, point.version, definition.declared_at, point.pod_id, pod.code as pod, point.from_day,
  point.to_day, point.voltage, point.from_day::timestamp at time zone 'Europe/Rome' as from_at,
  coalesce((point.to_day + 1)::timestamp at time zone 'Europe/Rome', 'infinity') as to_at,
  point.version = (select max(version) from core.definition where community_id = me.community_id) as stands
from mine.member() as me
join core.membership as point on point.community_id = me.community_id and point.member_id = me.member_id
join core.definition as definition on definition.community_id = point.community_id and definition.version = point.version
join core.pod as pod on pod.community_id = point.community_id and pod.id = point.pod_id;

create view mine.held_terms with (security_barrier) as
select me.community_id, me.member_id, member.code, terms.version, definition.declared_at, terms.name, terms.category,
  terms.enterprise
from mine.member() as me
join core.member as member on member.community_id = me.community_id and member.id = me.member_id
join core.member_terms as terms on terms.community_id = me.community_id and terms.member_id = me.member_id
join core.definition as definition on definition.community_id = terms.community_id and definition.version = terms.version;

create view mine.held_unit with (security_barrier) as
select point.community_id, point.member_id, point.version, point.pod, unit.code as unit, plant.code as plant, terms.source,
  terms.power_kw, terms.in_service, terms.regime, terms.incentive_from, terms.grant_percent
from mine.held_point as point
join core.unit_terms as terms on terms.community_id = point.community_id and terms.version = point.version
  and terms.pod_id = point.pod_id
join core.unit as unit on unit.community_id = terms.community_id and unit.id = terms.unit_id
join core.plant as plant on plant.community_id = terms.community_id and plant.id = terms.plant_id;

create view mine.held_device with (security_barrier) as
select point.community_id, point.member_id, point.pod, device.code as device, device.revision, device.meter, device.declared_at
from mine.held_point as point
join core.device as device on device.community_id = point.community_id and device.pod_id = point.pod_id
where point.stands and device.declared_at < point.to_at and not exists (
  select from core.device as later where later.community_id = device.community_id and later.code = device.code
    and later.revision > device.revision and later.declared_at <= point.from_at);

create view mine.held_reading with (security_barrier) as
select point.community_id, point.member_id, point.pod, told.starts_at, told.unit_id, told.meter, told.minutes, told.revision,
  told.withdrawn_ukwh, told.injected_ukwh, told.produced_ukwh, told.withdrawn_total_ukwh, told.injected_total_ukwh,
  told.produced_total_ukwh, told.quality, told.source, told.received_at
from mine.held_point as point
join core.reading as told on told.community_id = point.community_id and told.pod_id = point.pod_id
  and told.starts_at >= point.from_at and told.starts_at < point.to_at
where point.stands;

create view mine.held_hour with (security_barrier) as
select point.community_id, point.member_id, point.pod, made.starts_at, made.unit_id, made.revision, made.withdrawn_ukwh,
  made.injected_ukwh, made.quality
from mine.held_point as point
join core.energy_hour as made on made.community_id = point.community_id and made.pod_id = point.pod_id
  and made.starts_at >= point.from_at and made.starts_at < point.to_at
where point.stands;

create view mine.held_power with (security_barrier) as
select point.community_id, point.member_id, point.pod, told.starts_at, told.unit_id, told.meter, told.withdrawn_ukw,
  told.injected_ukw, told.produced_ukw, told.withdrawn_capacitive_ukvarh, told.withdrawn_inductive_ukvarh,
  told.injected_capacitive_ukvarh, told.injected_inductive_ukvarh, told.produced_capacitive_ukvarh, told.produced_inductive_ukvarh
from mine.held_point as point
join core.power as told on told.community_id = point.community_id and told.pod_id = point.pod_id
  and told.starts_at >= point.from_at and told.starts_at < point.to_at
where point.stands;

create view mine.held_quarantine with (security_barrier) as
select point.community_id, point.member_id, point.pod, line.received_at, line.starts_at, line.minutes, line.meter, line.reason,
  line.withdrawn_ukwh, line.injected_ukwh, line.produced_ukwh
from mine.held_point as point
join core.quarantine as line on line.community_id = point.community_id and line.pod = point.pod
  and coalesce(line.starts_at, line.received_at) >= point.from_at and coalesce(line.starts_at, line.received_at) < point.to_at
where point.stands;

create view mine.held_month with (security_barrier) as
select me.community_id, me.member_id, own.month, own.run_id, run.made_at, own.withdrawn_ukwh, own.injected_ukwh, own.shared_ukwh,
  own.tip_cents, own.cac_cents, own.surplus_cents
from mine.member() as me
join core.member_month as own on own.community_id = me.community_id and own.member_id = me.member_id
join core.settlement_run as run on run.community_id = own.community_id and run.id = own.run_id;

create view mine.held_correction with (security_barrier) as
select me.community_id, me.member_id, line.corrects, line.month, line.from_run, line.to_run, line.tip_cents, line.cac_cents,
  line.surplus_cents, line.causes, line.taken_at
from mine.member() as me
join core.correction_line as line on line.community_id = me.community_id and line.member_id = me.member_id;

create view mine.held_payable with (security_barrier) as
select me.community_id, me.member_id, line.month, line.revision, line.gross_cents, line.withheld_cents, line.vat_cents,
  line.net_cents, line.tax_revision
from mine.member() as me
join core.payable_line as line on line.community_id = me.community_id and line.member_id = me.member_id;

create view mine.held_tax with (security_barrier) as
select me.community_id, me.member_id, profile.revision, profile.from_day, profile.withholding_percent, profile.vat_percent,
  profile.basis, profile.reason, profile.chosen_at
from mine.member() as me
join core.tax_profile as profile on profile.community_id = me.community_id and profile.member_id = me.member_id;

create view mine.held_consent with (security_barrier) as
select me.community_id, me.member_id, given.id, given.purpose, given.from_day, given.to_day, given.evidence, given.recorded_at,
  taken.withdrawn_at, taken.reason as withdrawal_reason
from mine.member() as me
join core.consent as given on given.community_id = me.community_id and given.member_id = me.member_id
left join core.consent_withdrawal as taken on taken.community_id = given.community_id and taken.consent_id = given.id;

create view mine.held_nickname with (security_barrier) as
select me.community_id, me.member_id, chosen.revision, chosen.nickname, chosen.chosen_at
from mine.member() as me
join core.nickname as chosen on chosen.community_id = me.community_id and chosen.member_id = me.member_id;

create view mine.held_acceptance with (security_barrier) as
select point.community_id, point.member_id, point.pod, decided.month, decided.from_at, decided.to_at, decided.kind, decided.reason,
  decided.at
from mine.held_point as point
join core.hour_acceptance as decided on decided.community_id = point.community_id and decided.pod_id = point.pod_id
  and decided.from_at >= point.from_at and decided.from_at < point.to_at
where point.stands;

create view mine.held_mend with (security_barrier) as
select point.community_id, point.member_id, point.pod, done.kind, done.flow, done.doubt, done.from_at, done.to_at, done.ukwh,
  done.reason, done.at
from mine.held_point as point
join core.mend as done on done.community_id = point.community_id and done.pod_id = point.pod_id
  and done.from_at >= point.from_at and done.from_at < point.to_at
where point.stands;

create view mine.held_backfill with (security_barrier) as
select point.community_id, point.member_id, point.pod, asked.flow, asked.device, asked.from_at, asked.to_at, asked.wanted,
  asked.asked_at
from mine.held_point as point
join core.backfill_request as asked on asked.community_id = point.community_id and asked.pod_id = point.pod_id
  and asked.from_at >= point.from_at and asked.from_at < point.to_at
where point.stands;

create view mine.held_swap with (security_barrier) as
select point.community_id, point.member_id, point.pod, swap.meter, swap.at, swap.withdrawn_final_ukwh, swap.injected_final_ukwh,
  swap.produced_final_ukwh, swap.withdrawn_initial_ukwh, swap.injected_initial_ukwh, swap.produced_initial_ukwh, swap.reason,
  swap.recorded_at
from mine.held_point as point
join core.meter_swap as swap on swap.community_id = point.community_id and swap.pod_id = point.pod_id
  and swap.at >= point.from_at and swap.at < point.to_at
where point.stands;

create view mine.held_serial with (security_barrier) as
select point.community_id, point.member_id, point.pod, told.device, told.meter, told.serial, told.since, told.former,
  told.former_until, told.heard_at
from mine.held_point as point
join core.meter_serial as told on told.community_id = point.community_id and told.pod_id = point.pod_id
  and told.since >= point.from_at and told.since < point.to_at
where point.stands;

create view mine.held_document with (security_barrier) as
select me.community_id, me.member_id, document.id, document.year, document.number, document.kind, document.month,
  document.language, document.made_at, document.sha256, document.content
from mine.member() as me
join core.document as document on document.community_id = me.community_id and document.member_id = me.member_id;

-- By the document that they bring, never by the address they went to: whoever shares an address is not shown another's.
create view mine.held_letter with (security_barrier) as
select me.community_id, me.member_id, letter.id, letter.put_at, letter.recipient, letter.subject, letter.plain, standing.state,
  standing.at
from mine.member() as me
join core.document as document on document.community_id = me.community_id and document.member_id = me.member_id
join core.letter as letter on letter.community_id = document.community_id
  and letter.key like 'document:' || document.id || ':%'
join core.letter_standing as standing on standing.community_id = letter.community_id and standing.id = letter.id;

-- What is the person's and of no one community.
create view mine.held_account with (security_barrier) as
select person.login, person.name, person.email, person.language, person.made_at, person.seen_at,
  person.totp_secret is not null as has_app
from core.person as person where person.id = mine.person();

create view mine.held_role with (security_barrier) as
select role.role, community.code as community, member.code as member
from core.person_role as role
left join core.community as community on community.id = role.community_id
left join core.member as member on member.community_id = role.community_id and member.id = role.member_id
where role.person_id = mine.person();

create view mine.held_session with (security_barrier) as
select session.began_at, session.seen_at, session.idle_until, session.expires_at, session.way, session.browser, session.os,
  session.place, session.network
from core.person_session as session where session.person_id = mine.person();

create view mine.held_invite with (security_barrier) as
select invite.made_at, invite.expires_at, invite.used_at from core.invite as invite where invite.person_id = mine.person();

create view mine.held_passkey with (security_barrier) as
select passkey.name, passkey.made_at, passkey.used_at from core.passkey as passkey where passkey.person_id = mine.person();

create view mine.held_api_token with (security_barrier) as
select token.name, token.scopes, token.made_at, token.expires_at, token.used_at, token.ended_at
from core.api_token as token where token.person_id = mine.person();

create view mine.held_act with (security_barrier) as
select act.at, act.what from core.person_act as act where act.person_id = mine.person();

create view mine.held_home_user with (security_barrier) as
select home.name, home.first_seen, home.seen_at, home.linked_at from core.home_user as home where home.person_id = mine.person();

do $$
declare
  shown text;
begin
  for shown in select table_name from information_schema.views
    where table_schema = 'mine' and (table_name like 'held\_%' or table_name in ('look', 'request', 'request_step'))
  loop
    execute format('grant select on mine.%I to cer_member', shown);
  end loop;
end
$$;
