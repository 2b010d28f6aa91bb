-- 0010_people.sql: who may sign in, what they may do, and what they did with it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'cer_member') then
    raise exception 'Found no role cer_member, expected it: run db/roles.sql as a superuser (./install.sh does).';
  end if;
  execute format('grant connect on database %I to cer_member', current_database());
end
$$;

-- People and what hangs on them are few, and some belong to no one community: reference tables.
create table core.person (
  id           int         generated always as identity primary key,
  login        text        collate "C" not null unique check (login ~ '^[a-z0-9][a-z0-9._@+-]{0,99}$'),
  name         text        not null check (length(name) between 1 and 200),
  email        text        check (length(email) between 3 and 254),
  language     text        not null default 'it' check (language in ('it', 'en')),
  salt         bytea       check (octet_length(salt) >= 16),
  hash         bytea       check (octet_length(hash) >= 32),
  rounds       int         check (rounds >= 100000),
  totp_secret  bytea,
  totp_pending bytea,
  totp_step    bigint      not null default 0,
  enabled      boolean     not null default true,
  made_at      timestamptz not null default now(),
  seen_at      timestamptz,
  check (num_nulls(salt, hash, rounds) in (0, 3))
);
comment on column core.person.hash is 'PBKDF2 with HMAC-SHA-256 of the password; null until an invite was accepted.';
comment on column core.person.totp_secret is 'Sealed with the key in the data folder (keys/people.key).';
comment on column core.person.totp_step is 'The newest time step whose code was used: none is used twice.';

create table core.person_role (
  id           int  generated always as identity primary key,
  person_id    int  not null references core.person,
  role         text not null check (role in ('administrator', 'operator', 'approver', 'auditor', 'member')),
  community_id int  references core.community,
  member_id    int,
  unique nulls not distinct (person_id, role, community_id, member_id),
  foreign key (community_id, member_id) references core.member,
  check ((role = 'member') = (member_id is not null)),
  check (member_id is null or community_id is not null)
);
comment on column core.person_role.community_id is 'Where; in every community when null.';

create table core.invite (
  token_sha256 bytea       primary key check (octet_length(token_sha256) = 32),
  person_id    int         not null references core.person,
  made_by      text        not null,
  made_at      timestamptz not null default now(),
  expires_at   timestamptz not null,
  used_at      timestamptz
);
create index invite_person on core.invite (person_id);

create table core.person_session (
  token_sha256 bytea       primary key check (octet_length(token_sha256) = 32),
  person_id    int         not null references core.person,
  began_at     timestamptz not null default now(),
  seen_at      timestamptz not null default now(),
  idle_until   timestamptz not null,
  expires_at   timestamptz not null
);
comment on table core.person_session is 'By the clock of the database, which every node and the views of mine.* share.';
create index person_session_person on core.person_session (person_id);

create table core.sign_in_attempt (
  key_sha256 bytea       primary key check (octet_length(key_sha256) = 32),
  failures   int         not null check (failures >= 0),
  last_at    timestamptz not null,
  wait_until timestamptz not null
);
comment on column core.sign_in_attempt.key_sha256 is 'Of a login with an address, or of an address. Rows go an hour after the last failure.';
create index sign_in_attempt_last on core.sign_in_attempt (last_at);

create table core.person_act (
  id        bigint      generated always as identity primary key,
  at        timestamptz not null default now(),
  who       text        not null,
  what      text        not null,
  person_id int         references core.person,
  detail    jsonb
);
comment on table core.person_act is
  'What was done with accounts, which belong to no one community (core.audit is of one). Numbers, no personal values.';
comment on column core.person_act.who is 'person:ID, or cli:USER of the machine.';

call core.make_append_only('core.person_act');
grant select, insert, update on core.person, core.invite to cer_app;
grant select, insert on core.person_role to cer_app;
grant select, insert, update, delete on core.person_session, core.sign_in_attempt to cer_app;
