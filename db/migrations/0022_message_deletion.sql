-- 0022_message_deletion.sql: a sender takes a message of its own back, and may send another under the same name. The
-- message and its readings stay: a deletion is a row that says who asked for it and when.
create table core.message_deletion (
  community_id int         not null,
  ingest_id    bigint      not null,
  account      text        not null,
  deleted_at   timestamptz not null,
  primary key (community_id, ingest_id),
  foreign key (community_id, ingest_id) references core.ingest
);
call core.make_append_only('core.message_deletion');

alter table core.ingest add column repetition int not null default 0 check (repetition >= 0);
comment on column core.ingest.repetition is
  'How many messages of this identity were deleted before it came: of those that stand there is one.';
drop index core.ingest_identity;
create unique index ingest_identity on core.ingest (community_id, resource_id, message_at, repetition)
  where refusal is null and resource_id is not null;
comment on column core.ingest.raw is
  'The message as it came, its first 16 MiB; raw_length tells the whole. Of a push always: its sender may ask for it.';
