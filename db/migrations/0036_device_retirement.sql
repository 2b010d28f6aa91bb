-- 0036_device_retirement.sql: a device that is retired is listened to no more, by whatever door it speaks.
create table core.device_standing (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  device       text        collate "C" not null,
  retired      boolean     not null,
  reason       text        not null check (length(reason) between 1 and 2000),
  author       text        not null check (length(author) between 1 and 200),
  decided_at   timestamptz not null,
  primary key (community_id, id)
);
create index device_standing_of on core.device_standing (community_id, device, id);
comment on table core.device_standing is
  'Retired, or taken into service again: the newest row of a device stands, and without any it is in service.';
call core.make_append_only('core.device_standing');
