-- 0001_community.sql: who settles: communities as their referents declared them, version by version, and who may send.
-- A version is never changed: what was settled can be settled again from the same words.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to cer_app', current_database());
end
$$;

grant usage on schema core to cer_app;
grant select on core.schema_version to cer_app;

create function core.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Found % on %.%, expected only insert: what was stored stays, a correction is a new row.',
    lower(tg_op), tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end
$$;

-- Row triggers, because those reach every partition, whoever addresses it; truncate knows only statement triggers.
create procedure core.make_append_only(target regclass) language plpgsql as $$
begin
  execute format('create trigger is_append_only before update or delete on %s
    for each row execute function core.refuse_change()', target);
  execute format('create trigger is_not_truncated before truncate on %s
    for each statement execute function core.refuse_change()', target);
  execute format('grant select, insert on %s to cer_app', target);
end
$$;

create table core.community (
  id         int         generated always as identity primary key,
  code       text        collate "C" not null unique check (code ~ '^[a-z0-9_-]{1,63}$'),
  created_at timestamptz not null default now()
);

create table core.definition (
  community_id       int         not null references core.community,
  version            int         not null check (version > 0),
  name               text        not null,
  kind               text        not null check (kind in ('CER', 'GAC', 'AID')),
  primary_substation text,
  constituted_on     date        not null,
  distribution       jsonb,
  source             text,
  sha256             bytea       not null check (octet_length(sha256) = 32),
  declared_by        text        not null,
  declared_at        timestamptz not null default now(),
  primary key (community_id, version)
);
comment on column core.definition.sha256 is 'Of the whole definition: an equal one makes no new version.';
comment on column core.definition.source is 'The text it was read from, as it was given.';

create table core.member (
  community_id int  not null references core.community,
  id           int  generated always as identity,
  code         text collate "C" not null check (code ~ '^[a-z0-9_-]+$'),
  primary key (community_id, id),
  unique (community_id, code)
);

create table core.member_terms (
  community_id int     not null,
  version      int     not null,
  member_id    int     not null,
  ordinal      int     not null,
  name         text    not null,
  category     text    not null check (category in ('natural_person', 'sme', 'large_enterprise', 'local_authority',
    'territorial_body', 'religious_body', 'third_sector', 'environmental_body', 'research_body',
    'local_public_administration', 'condominium', 'third_party_producer', 'cer')),
  enterprise   boolean not null,
  primary key (community_id, version, member_id),
  foreign key (community_id, version) references core.definition,
  foreign key (community_id, member_id) references core.member
);

create table core.pod (
  community_id int  not null references core.community,
  id           int  generated always as identity,
  code         text collate "C" not null check (code ~ '^IT[0-9]{3}E[0-9A-Z]{8}$'),
  primary key (community_id, id),
  unique (community_id, code)
);
comment on column core.pod.id is 'How addresses and logs call the point; its code is personal data.';

create table core.membership (
  community_id int  not null,
  version      int  not null,
  pod_id       int  not null,
  from_day     date not null,
  to_day       date check (to_day >= from_day),
  ordinal      int  not null,
  member_id    int  not null,
  voltage      text not null check (voltage in ('LV', 'MV')),
  primary key (community_id, version, pod_id, from_day),
  foreign key (community_id, version) references core.definition,
  foreign key (community_id, pod_id) references core.pod,
  foreign key (community_id, version, member_id) references core.member_terms
);
comment on column core.membership.to_day is 'Last day in the configuration (Europe/Rome); open when null.';

create table core.plant (
  community_id int  not null references core.community,
  id           int  generated always as identity,
  code         text collate "C" not null,
  primary key (community_id, id),
  unique (community_id, code)
);

create table core.unit (
  community_id int  not null references core.community,
  id           int  generated always as identity,
  code         text collate "C" not null,
  primary key (community_id, id),
  unique (community_id, code)
);

create table core.unit_terms (
  community_id    int     not null,
  version         int     not null,
  unit_id         int     not null,
  ordinal         int     not null,
  plant_id        int     not null,
  pod_id          int     not null,
  source          text    not null check (source in ('photovoltaic', 'wind', 'hydro', 'biogas', 'biomass', 'other')),
  market_zone     text    not null check (market_zone in ('NORD', 'CNOR', 'CSUD', 'SUD', 'CALA', 'SICI', 'SARD')),
  fc_area         text    not null check (fc_area in ('Nord', 'Centro', 'Sud')),
  voltage         text    not null check (voltage in ('LV', 'MV')),
  power_kw        numeric not null check (power_kw > 0),
  in_service      date    not null,
  regime          text    not null check (regime in ('tip', 'flat_42bis', 'none')),
  flat_eur_mwh    numeric check (flat_eur_mwh is null or regime = 'flat_42bis'),
  incentive_from  date    not null,
  grant_percent   numeric not null check (grant_percent between 0 and 100),
  obligation_kw   numeric not null check (obligation_kw >= 0),
  superbonus_kw   numeric not null check (superbonus_kw >= 0),
  inside_building boolean not null,
  primary key (community_id, version, unit_id),
  foreign key (community_id, version) references core.definition,
  foreign key (community_id, unit_id) references core.unit,
  foreign key (community_id, plant_id) references core.plant,
  foreign key (community_id, pod_id) references core.pod
);

create table core.rule_set (
  community_id int  not null,
  version      int  not null,
  name         text collate "C" not null,
  ordinal      int  not null,
  content      text not null,
  primary key (community_id, version, name),
  foreign key (community_id, version) references core.definition
);
comment on table core.rule_set is
  'Overlays that a community lays over the rules the program brings, as their files have them.';

create table core.device (
  community_id int         not null,
  code         text        collate "C" not null,
  revision     int         not null check (revision > 0),
  pod_id       int         not null,
  meter        smallint    not null check (meter in (1, 2)),
  unit_id      int,
  declared_by  text        not null,
  declared_at  timestamptz not null default now(),
  primary key (community_id, code, revision),
  foreign key (community_id, pod_id) references core.pod,
  foreign key (community_id, unit_id) references core.unit
);

create table core.account (
  username     text        collate "C" primary key check (length(username) between 1 and 200),
  community_id int         not null references core.community,
  salt         bytea       not null check (octet_length(salt) >= 16),
  hash         bytea       not null check (octet_length(hash) >= 32),
  rounds       int         not null check (rounds >= 100000),
  solution     text,
  resources    text[]      not null default '{}',
  enabled      boolean     not null default true,
  changed_at   timestamptz not null default now()
);
comment on table core.account is
  'Small and known before the community is: a reference table, keyed by the name people log in with.';
comment on column core.account.hash is 'PBKDF2 with HMAC-SHA-256 of the password.';

create table core.audit (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  at           timestamptz not null default now(),
  who          text        not null,
  what         text        not null,
  detail       jsonb,
  primary key (community_id, id)
);

call core.make_append_only('core.community');
call core.make_append_only('core.definition');
call core.make_append_only('core.member');
call core.make_append_only('core.member_terms');
call core.make_append_only('core.pod');
call core.make_append_only('core.membership');
call core.make_append_only('core.plant');
call core.make_append_only('core.unit');
call core.make_append_only('core.unit_terms');
call core.make_append_only('core.rule_set');
call core.make_append_only('core.device');
call core.make_append_only('core.audit');
grant select, insert, update on core.account to cer_app;
