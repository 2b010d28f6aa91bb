-- 0004_touched.sql: which days readings or prices have changed, until the background service has taken note.
-- A queue: rows come with the readings, in their transaction, and go when work has been put down for them.
create table core.touched (
  community_id int    not null references core.community,
  id           bigint generated always as identity,
  day          date   not null,
  primary key (community_id, id)
);
comment on column core.touched.day is 'Market day (Europe/Rome) whose hours, and whose month, must be made anew.';
grant select, insert, update, delete on core.touched to cer_app;
