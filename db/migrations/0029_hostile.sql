-- 0029_hostile.sql: what a sender sent too much of, counted by day where keeping each would fill the disk; and tokens of
-- an account that are taken back without a new password.
create table core.sender_day (
  community_id int         not null references core.community,
  day          date        not null,
  source       text        collate "C" not null check (source in ('rest', 'file', 'mqtt', 'csv', 'person', 'distributor',
    'chain2gate', 'correction')),
  sender       text        collate "C" not null,
  kind         text        collate "C" not null check (kind in ('kept', 'left_out', 'too_many', 'repeated')),
  messages     bigint      not null check (messages >= 0),
  bytes        bigint      not null check (bytes >= 0),
  last_at      timestamptz not null,
  primary key (community_id, day, source, sender, kind)
) with (fillfactor = 50);
comment on table core.sender_day is 'Counts, not messages: a flood changes a row and adds none. Days are those of UTC.';
comment on column core.sender_day.kind is
  'kept: as evidence; left_out: refused when a day''s evidence was full; too_many: beyond the rate; repeated: came before.';
grant select, insert, update on core.sender_day to cer_app;

alter table core.account add column revoked int not null default 0 check (revoked >= 0);
comment on column core.account.revoked is 'How often its tokens were taken back: a token is good for the number it was given under.';

create index stray_message_day on core.stray_message (received_at);
