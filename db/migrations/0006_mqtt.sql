-- 0006_mqtt.sql: who may publish over MQTT: an account for each device, or one of a bridge that speaks for many.
create table core.mqtt_account (
  community_id int         not null references core.community,
  name         text        collate "C" not null check (name ~ '^[A-Za-z0-9._-]{1,64}$'),
  hash         text        not null check (hash ~ '^\$7\$[0-9]+\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+$'),
  enabled      boolean     not null default true,
  changed_by   text        not null,
  changed_at   timestamptz not null default now(),
  primary key (community_id, name)
);
comment on column core.mqtt_account.name is 'The device, or the bridge: also the level of the topic that is its own.';
comment on column core.mqtt_account.hash is 'Mosquitto''s form of PBKDF2 with HMAC-SHA-512 of the password.';

create table core.mqtt_device (
  community_id int         not null,
  device       text        collate "C" not null,
  account      text        collate "C" not null,
  enabled      boolean     not null default true,
  changed_by   text        not null,
  changed_at   timestamptz not null default now(),
  primary key (community_id, device),
  foreign key (community_id, account) references core.mqtt_account
);
comment on table core.mqtt_device is 'Which account a device speaks through; each change is in core.audit.';
create index mqtt_device_account on core.mqtt_device (community_id, account);

grant select, insert, update on core.mqtt_account, core.mqtt_device to cer_app;

create table core.stray_message (
  id          bigint      generated always as identity primary key,
  topic       text        not null,
  reason      text        not null,
  sha256      bytea       not null check (octet_length(sha256) = 32),
  raw_length  bigint      not null check (raw_length >= 0),
  raw         bytea       not null,
  received_at timestamptz not null
);
comment on table core.stray_message is
  'What came on a topic of no community, once for each topic and content: of nobody, so without community_id.';
create unique index stray_message_content on core.stray_message (sha256, md5(topic));
call core.make_append_only('core.stray_message');
