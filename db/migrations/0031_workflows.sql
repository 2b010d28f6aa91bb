-- 0031_workflows.sql: workflows: their definitions, what starts them, where each instance stands, and what it has done.
create schema wf;
grant usage on schema wf to cer_app;

create table wf.definition (
  community_id  int         not null references core.community,
  version_id    text        collate "C" not null check (length(version_id) between 1 and 200),
  definition_id text        collate "C" not null check (length(definition_id) between 1 and 200),
  version       int         not null check (version > 0),
  name          text,
  document      text        not null,
  is_latest     boolean     not null,
  is_published  boolean     not null,
  has_run       boolean     not null default false,
  revision      int         not null default 1 check (revision > 0),
  saved_at      timestamptz not null,
  saved_by      text        not null,
  published_at  timestamptz,
  primary key (community_id, version_id),
  unique (community_id, definition_id, version)
);
create unique index definition_latest on wf.definition (community_id, definition_id) where is_latest;
create unique index definition_published on wf.definition (community_id, definition_id) where is_published;
comment on column wf.definition.document is 'The definition as it was saved, byte by byte.';
comment on column wf.definition.has_run is 'An instance refers to it: from then on a change makes a new version.';
comment on column wf.definition.revision is 'How often the definition was saved, all versions together: who saves must name what they changed.';

create function wf.refuse_new_content() returns trigger language plpgsql as $$
begin
  raise exception 'Found a change of version % of the workflow %, expected a new version: it was published, or has run.',
    old.version, old.definition_id using errcode = 'restrict_violation';
end
$$;
create trigger is_immutable before update of document, version, definition_id on wf.definition
  for each row when ((old.published_at is not null or old.has_run) and old.document is distinct from new.document)
  execute function wf.refuse_new_content();

create table wf.trigger (
  community_id  int         not null,
  id            bigint      generated always as identity,
  version_id    text        collate "C" not null,
  definition_id text        collate "C" not null,
  activity_id   text        collate "C" not null,
  kind          text        not null check (kind in ('Cron', 'Timer', 'StartAt', 'Event', 'HttpEndpoint')),
  key           text        not null,
  schedule      text        not null,
  time_zone     text        not null,
  misfire       text        not null check (misfire in ('once', 'skip', 'all')),
  overlap       text        not null check (overlap in ('none', 'allow')),
  next_due      timestamptz,
  payload       json        not null,
  primary key (community_id, id),
  unique (community_id, version_id, activity_id),
  foreign key (community_id, version_id) references wf.definition
);
create index trigger_due on wf.trigger (next_due) where next_due is not null;
create index trigger_key on wf.trigger (community_id, kind, key);
comment on column wf.trigger.key is 'What must match: the name of an event, a method and path.';

create table wf.instance (
  community_id      int         not null,
  id                text        collate "C" not null,
  definition_id     text        collate "C" not null,
  version_id        text        collate "C" not null,
  start_key         text        collate "C" not null,
  trigger_key       text        collate "C",
  parent_id         text        collate "C",
  tells             text        check (tells in ('end', 'rest')),
  name              text,
  correlation_id    text,
  status            text        not null check (status in ('Running', 'Finished')),
  sub_status        text        not null,
  state             json        not null,
  is_runnable       boolean     not null,
  incidents         int         not null default 0,
  journal_rows      bigint      not null default 0,
  rev               bigint      not null default 1,
  lease_owner       text,
  lease_token       bigint      not null default 0,
  lease_until       timestamptz,
  taken             int         not null default 0,
  last_error        text,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  finished_at       timestamptz,
  primary key (community_id, id),
  unique (community_id, start_key),
  foreign key (community_id, version_id) references wf.definition
);
create index instance_runnable on wf.instance (lease_until) where is_runnable;
create index instance_trigger on wf.instance (community_id, trigger_key) where status = 'Running';
create index instance_parent on wf.instance (community_id, parent_id) where parent_id is not null;
create index instance_finished on wf.instance (community_id, finished_at) where status = 'Finished';
create index instance_listed on wf.instance (community_id, definition_id, created_at);
comment on column wf.instance.start_key is 'What it was begun for: the same is begun once.';
comment on column wf.instance.tells is 'When the parent hears of it: at its end, or when it rests for the first time.';
comment on column wf.instance.state is 'All that it needs to go on; json and not jsonb, which refuses some texts.';
comment on column wf.instance.is_runnable is 'Activities are queued: whoever finds the lease free goes on.';
comment on column wf.instance.lease_token is 'Counts the owners: who comes with an older one cannot write.';
comment on column wf.instance.taken is 'How often it was taken since something was last written: a sign of one that breaks its owners.';

create table wf.value (
  community_id int  not null,
  instance_id  text collate "C" not null,
  hash         text collate "C" not null,
  content      text not null,
  primary key (community_id, instance_id, hash),
  foreign key (community_id, instance_id) references wf.instance on delete cascade
);
comment on table wf.value is 'Values too large to be written again with every step: the state names each by its hash.';

create table wf.activity_execution (
  community_id     int         not null,
  instance_id      text        collate "C" not null,
  execution_id     int         not null,
  attempt          int         not null,
  begun            int         not null default 1,
  activity_id      text        not null,
  node_id          text        not null,
  type             text        not null,
  parent_execution int,
  tag              text,
  iteration        json,
  status           text        not null,
  inputs           json,
  outputs          json,
  outcomes         text[],
  fault            text,
  started_at       timestamptz not null,
  ended_at         timestamptz,
  primary key (community_id, instance_id, execution_id, attempt),
  foreign key (community_id, instance_id) references wf.instance on delete cascade
);
comment on column wf.activity_execution.begun is 'More than 1: its owner broke down while it ran, and it was run again.';

create table wf.journal (
  community_id int         not null,
  instance_id  text        collate "C" not null,
  seq          bigint      not null,
  at           timestamptz not null,
  event        text        not null,
  activity_id  text,
  execution_id int         not null,
  message      text,
  primary key (community_id, instance_id, seq),
  foreign key (community_id, instance_id) references wf.instance on delete cascade
);

create table wf.bookmark (
  community_id   int         not null,
  instance_id    text        collate "C" not null,
  id             int         not null,
  kind           text        not null,
  key            text        not null,
  execution_id   int         not null,
  activity_id    text        not null,
  correlation_id text,
  payload        json        not null,
  due_at         timestamptz,
  primary key (community_id, instance_id, id),
  foreign key (community_id, instance_id) references wf.instance on delete cascade
);
create index bookmark_key on wf.bookmark (community_id, kind, key);

create table wf.inbox (
  community_id int         not null,
  id           bigint      generated always as identity,
  kind         text        not null check (kind in ('start', 'event', 'resume', 'timer', 'child', 'cancel', 'retry')),
  key          text        collate "C" not null,
  instance_id  text        collate "C",
  trigger_key  text        collate "C",
  payload      json        not null,
  not_before   timestamptz not null,
  is_held      boolean     not null default false,
  attempts     int         not null default 0,
  last_error   text,
  created_at   timestamptz not null default now(),
  done_at      timestamptz,
  dead_at      timestamptz,
  primary key (community_id, id),
  unique (community_id, key),
  check ((instance_id is null) = (kind in ('start', 'event')))
);
create index inbox_due on wf.inbox (not_before, id) where done_at is null and dead_at is null and not is_held;
create index inbox_instance on wf.inbox (community_id, instance_id) where done_at is null and dead_at is null;
create index inbox_trigger on wf.inbox (community_id, trigger_key) where done_at is null and dead_at is null;
create index inbox_dead on wf.inbox (community_id, dead_at) where dead_at is not null;
comment on column wf.inbox.is_held is 'Its instance has failed: it waits until a person has it go on.';
comment on table wf.inbox is 'What is to be told to instances, once for each key. A timer is a row that is not due yet.';

create table wf.outbox (
  community_id int         not null,
  id           bigint      generated always as identity,
  instance_id  text        collate "C" not null,
  execution_id int         not null,
  kind         text        not null,
  key          text        collate "C" not null,
  payload      json        not null,
  not_before   timestamptz not null,
  attempts     int         not null default 0,
  claimed_by   text,
  claimed_until timestamptz,
  last_error   text,
  created_at   timestamptz not null default now(),
  done_at      timestamptz,
  dead_at      timestamptz,
  primary key (community_id, id),
  unique (community_id, key)
);
create index outbox_due on wf.outbox (not_before, id) where done_at is null and dead_at is null;

create table wf.forgotten (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  at           timestamptz not null default now(),
  before       timestamptz not null,
  instances    int         not null,
  primary key (community_id, id)
);
call core.make_append_only('wf.forgotten');
comment on table wf.forgotten is 'How many finished instances were removed, and of which age.';

-- The program may not delete what instances did, except by this: of finished ones, after a term, written down.
create function wf.forget(community int, before timestamptz, most int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  gone text[];
begin
  select array_agg(id) into gone from (
    select i.id from wf.instance as i
    where i.community_id = community and i.status = 'Finished' and i.finished_at < before
      and not exists (
        select from wf.instance as p
        where p.community_id = i.community_id and p.id = i.parent_id and p.status = 'Running')
    order by i.finished_at limit most for update skip locked) as old;
  delete from wf.inbox where community_id = community and done_at < forget.before;
  if gone is null then
    return 0;
  end if;
  delete from wf.inbox where community_id = community and instance_id = any (gone);
  delete from wf.outbox
    where community_id = community and instance_id = any (gone) and (done_at is not null or kind = 'response');
  delete from wf.instance where community_id = community and id = any (gone);
  insert into wf.forgotten (community_id, before, instances) values (community, forget.before, cardinality(gone));
  return cardinality(gone);
end
$$;
revoke all on function wf.forget from public;
grant execute on function wf.forget to cer_app;

grant select, insert, update, delete on wf.definition, wf.trigger, wf.bookmark, wf.outbox to cer_app;
grant select, insert, update on wf.instance, wf.activity_execution, wf.inbox to cer_app;
grant select, insert on wf.journal to cer_app;
grant select, insert, delete on wf.value to cer_app;
