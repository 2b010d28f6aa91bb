-- 0016_legal.sql: one legal community may hold several configurations, each under a primary substation of its own.
create table core.legal_community (
  id      int         generated always as identity primary key,
  code    text        collate "C" not null unique check (code ~ '^[a-z0-9_-]{1,63}$'),
  name    text        not null check (length(name) between 1 and 200),
  made_by text        not null,
  made_at timestamptz not null default now()
);
comment on table core.legal_community is
  'The body that people joined: small, a reference table. A row of core.community is one of its configurations.';
call core.make_append_only('core.legal_community');

create table core.legal_place (
  community_id int         not null references core.community,
  revision     int         not null check (revision > 0),
  legal_id     int         references core.legal_community,
  changed_by   text        not null,
  changed_at   timestamptz not null default now(),
  primary key (community_id, revision)
);
comment on column core.legal_place.legal_id is 'The legal community from then on; null when the configuration stands alone again.';
call core.make_append_only('core.legal_place');

create view core.legal_now as
select distinct on (community_id) community_id, legal_id from core.legal_place order by community_id, revision desc;
grant select on core.legal_now to cer_app;

create view core.declared_pod as
select membership.community_id, pod.code as pod, membership.from_day, membership.to_day
from core.membership as membership
join core.pod as pod on pod.community_id = membership.community_id and pod.id = membership.pod_id
where membership.version = (
  select max(version) from core.definition as latest where latest.community_id = membership.community_id);
comment on view core.declared_pod is 'The points of each configuration with their days, by its latest definition.';
grant select on core.declared_pod to cer_app;
create index pod_code on core.pod (code);
