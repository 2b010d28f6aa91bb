-- 0064_layout.sql: how addressees want packages, as files that staff keep; a row is a layout whole, its highest revision stands, and one
-- without words has ended.
create table core.package_layout (
  community_id int         not null references core.community,
  name         text        collate "C" not null check (name ~ '^[a-z0-9-]{1,40}$'),
  revision     int         not null check (revision > 0),
  words        text        check (octet_length(words) between 1 and 32768),
  author       text        not null check (length(author) between 1 and 200),
  at           timestamptz not null default now(),
  primary key (community_id, name, revision)
);
comment on table core.package_layout is 'Layouts of addressees (YAML), revision by revision; words is null when it is used no more.';
call core.make_append_only('core.package_layout');
