-- 0045_people_doors.sql: more ways in for people, and what they see of them: devices that are known, sessions with a name, links by
-- mail, passkeys, tokens for programs; and the role of who draws workflows.
alter table core.person_role drop constraint person_role_role_check;
alter table core.person_role add constraint person_role_role_check
  check (role in ('administrator', 'operator', 'approver', 'auditor', 'member', 'accountant', 'designer'));

-- By the clock of the database, as sessions are.
alter table core.person_session
  add column id bigint generated always as identity unique,
  add column way text check (way in ('password', 'passkey', 'link', 'invite')),
  add column browser text check (browser ~ '^[a-z]{1,20}$'),
  add column os text check (os ~ '^[a-z]{1,20}$'),
  add column place text check (place in ('machine', 'local', 'internet')),
  add column network text check (length(network) <= 40),
  add column device_sha256 bytea check (octet_length(device_sha256) = 32);
comment on column core.person_session.id is 'By what its owner names it: worth nothing to anybody else.';
comment on column core.person_session.network is 'The first half of an address of the internet, never the whole.';

create table core.known_device (
  person_id    int         not null references core.person,
  token_sha256 bytea       not null check (octet_length(token_sha256) = 32),
  made_at      timestamptz not null default now(),
  seen_at      timestamptz not null default now(),
  primary key (person_id, token_sha256)
);
comment on table core.known_device is
  'Browsers in which somebody signed in: their attempts are counted by themselves, so that nobody elsewhere can use them up.';

create table core.sign_in_link (
  token_sha256  bytea       primary key check (octet_length(token_sha256) = 32),
  person_id     int         not null references core.person,
  source_sha256 bytea       not null check (octet_length(source_sha256) = 32),
  known         boolean     not null,
  made_at       timestamptz not null default now(),
  expires_at    timestamptz not null,
  used_at       timestamptz
);
comment on table core.sign_in_link is 'Links for members by mail, good once and for a quarter of an hour; rows go after two days.';
comment on column core.sign_in_link.source_sha256 is 'Who asked: a known device of the person, or an address.';
create index sign_in_link_person on core.sign_in_link (person_id, made_at);

alter table core.person add column handle uuid not null default gen_random_uuid() unique;
comment on column core.person.handle is 'By what passkeys know the person: it tells nothing.';

create table core.passkey (
  credential_id   bytea       primary key check (octet_length(credential_id) between 1 and 1023),
  id              bigint      generated always as identity unique,
  person_id       int         not null references core.person,
  public_key      bytea       not null check (octet_length(public_key) between 1 and 2000),
  sign_count      bigint      not null check (sign_count >= 0),
  transports      text[]      not null check (cardinality(transports) <= 10),
  backup_eligible boolean     not null,
  backed_up       boolean     not null,
  name            text        not null check (length(name) between 1 and 80),
  made_at         timestamptz not null default now(),
  used_at         timestamptz
);
comment on column core.passkey.sign_count is 'Never goes back; passkeys that are synchronised stay at nought.';
create index passkey_person on core.passkey (person_id);

create table core.passkey_challenge (
  challenge_sha256 bytea       primary key check (octet_length(challenge_sha256) = 32),
  used_at          timestamptz not null default now()
);
comment on table core.passkey_challenge is 'Challenges that were answered, so that no answer counts twice; rows go after an hour.';

create table core.api_token (
  token_sha256 bytea       primary key check (octet_length(token_sha256) = 32),
  id           bigint      generated always as identity unique,
  person_id    int         not null references core.person,
  community_id int         not null references core.community,
  name         text        not null check (length(name) between 1 and 80),
  scopes       text[]      not null check (cardinality(scopes) > 0 and scopes <@ array['figures', 'flows']),
  made_by      text        not null,
  made_at      timestamptz not null default now(),
  expires_at   timestamptz not null check (expires_at <= made_at + interval '366 days'),
  used_at      timestamptz,
  ended_at     timestamptz
);
comment on table core.api_token is 'Tokens for programs of people: each may less than its person, and nothing that is for people alone.';
create index api_token_person on core.api_token (person_id);

grant select, insert, update, delete
  on core.known_device, core.sign_in_link, core.passkey, core.passkey_challenge to cer_app;
grant select, insert, update on core.api_token to cer_app;
