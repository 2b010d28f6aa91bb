-- 0043_home_users.sql: users of Home Assistant, and the people they enter as.

-- Few, and of no one community: a reference table. Home Assistant tells no roles, so being here gives no right.
create table core.home_user (
  id         text        collate "C" primary key check (id ~ '^[A-Za-z0-9-]{1,64}$'),
  name       text        not null check (length(name) <= 200),
  person_id  int         references core.person,
  first_seen timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  linked_at  timestamptz,
  linked_by  text,
  check (num_nulls(person_id, linked_at) in (0, 2)),
  check (person_id is null or linked_by is not null)
);
comment on table core.home_user is 'Whoever opened the pages in Home Assistant; linked to a person by an administrator.';
comment on column core.home_user.name is 'As Home Assistant shows it, so that the administrator knows whom to link.';

grant select, insert, update, delete on core.home_user to cer_app;
