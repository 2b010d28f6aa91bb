-- 0008_alert.sql: what somebody should know of now: raised once for each incident, resolved by itself.
create table core.alert (
  community_id int         not null references core.community,
  kind         text        collate "C" not null check (kind in ('device_silent')),
  device       text        collate "C" not null,
  since        timestamptz not null,
  event        text        not null check (event in ('raised', 'resolved')),
  at           timestamptz not null,
  primary key (community_id, kind, device, since, event)
);
comment on table core.alert is 'Events: an incident is raised, and resolved later or never. Device and since name the incident.';
comment on column core.alert.since is 'When the device was last heard before it fell silent.';
call core.make_append_only('core.alert');
