-- 0032_alarm.sql: alarms that workflows and the watch over them raise: one open for each incident, with who did what about it.
create table core.alarm (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  key          text        collate "C" not null check (length(key) between 1 and 200),
  kind         text        collate "C" not null check (kind ~ '^[a-z][a-z0-9_]{0,39}$'),
  severity     text        not null check (severity in ('info', 'warning', 'critical')),
  title        text        not null check (length(title) between 1 and 300),
  detail       text        not null check (length(detail) <= 8000),
  place        text        not null check (length(place) <= 200),
  figures      jsonb       not null,
  since        timestamptz not null,
  raised_at    timestamptz not null,
  raised_by    text        not null,
  seen_at      timestamptz not null,
  resolved_at  timestamptz,
  resolved_by  text,
  primary key (community_id, id),
  check ((resolved_at is null) = (resolved_by is null))
);
create unique index alarm_open on core.alarm (community_id, key) where resolved_at is null;
create index alarm_listed on core.alarm (community_id, raised_at);
comment on column core.alarm.key is 'Names the incident: while one is open, the same is not raised again.';
comment on column core.alarm.place is 'Where, as people call it: never the code of a point.';
comment on column core.alarm.figures is 'A list of {name, value, unit}.';
comment on column core.alarm.seen_at is 'When it was last found to be so.';

create table core.alarm_event (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  key          text        collate "C" not null check (length(key) between 1 and 200),
  alarm_id     bigint,
  event        text        not null check (event in ('raised', 'changed', 'acknowledged', 'muted', 'unmuted', 'resolved')),
  at           timestamptz not null,
  who          text        not null,
  reason       text        check (length(reason) <= 8000),
  until        timestamptz,
  primary key (community_id, id),
  foreign key (community_id, alarm_id) references core.alarm,
  check ((event = 'muted') = (until is not null)),
  check (alarm_id is not null or event in ('muted', 'unmuted'))
);
create index alarm_event_key on core.alarm_event (community_id, key, id);
comment on column core.alarm_event.who is 'person:ID, or the workflow''s instance.';
comment on column core.alarm_event.reason is 'Why; of a change, what was said until then.';
comment on column core.alarm_event.until is 'Until then nobody is written to about the incident, should it come again too.';
call core.make_append_only('core.alarm_event');

create table core.alarm_reader (
  community_id int not null references core.community,
  person_id    int not null references core.person,
  primary key (community_id, person_id)
);
comment on table core.alarm_reader is 'Who wants a letter when an alarm is raised.';

grant select, insert, update on core.alarm to cer_app;
grant select, insert, delete on core.alarm_reader to cer_app;
