-- 0049_desk.sql: what is done at the members' desk: acts with the version of the definition that each made, the papers they stand
-- on, and who acts for whom. An act is taken back by another one: nothing is ever changed.
create table core.desk_act (
  community_id   int         not null references core.community,
  id             int         not null check (id > 0),
  kind           text        collate "C" not null check (kind in ('enrol', 'import', 'point', 'leave', 'move', 'unit', 'undo')),
  before_version int         not null,
  version        int         not null,
  first_day      date,
  undoes         int,
  author         text        not null check (length(author) between 1 and 200),
  at             timestamptz not null,
  primary key (community_id, id),
  unique (community_id, version),
  unique (community_id, undoes),
  foreign key (community_id, before_version) references core.definition,
  foreign key (community_id, version) references core.definition,
  foreign key (community_id, undoes) references core.desk_act,
  check (version > before_version),
  check ((kind = 'undo') = (undoes is not null))
);
comment on table core.desk_act is
  'What was done with members, points and units at the desk. What differs is told by the two versions of the definition.';
comment on column core.desk_act.first_day is 'The first day (Europe/Rome) that a settlement can see it.';
call core.make_append_only('core.desk_act');

create table core.desk_evidence (
  community_id int  not null,
  act_id       int  not null,
  member_id    int  not null,
  kind         text collate "C" check (kind in ('form', 'contract', 'minutes', 'letter', 'power_of_attorney', 'other')),
  number       text check (length(number) between 1 and 100),
  dated        date,
  kept_at      text check (length(kept_at) between 1 and 500),
  substation   text check (length(substation) between 1 and 20),
  primary key (community_id, act_id, member_id),
  foreign key (community_id, act_id) references core.desk_act,
  foreign key (community_id, member_id) references core.member,
  check (num_nulls(kind, dated, kept_at) in (0, 3))
);
comment on table core.desk_evidence is 'Whom an act is about, and the paper it stands on; without a paper for what takes another back.';
call core.make_append_only('core.desk_evidence');

create table core.delegation (
  community_id int         not null,
  id           int         not null check (id > 0),
  member_id    int         not null,
  delegate     text        not null check (length(delegate) between 1 and 200),
  from_day     date        not null,
  to_day       date        not null check (to_day >= from_day),
  kind         text        collate "C" not null
    check (kind in ('form', 'contract', 'minutes', 'letter', 'power_of_attorney', 'other')),
  number       text        check (length(number) between 1 and 100),
  dated        date        not null,
  kept_at      text        not null check (length(kept_at) between 1 and 500),
  act_id       int,
  author       text        not null check (length(author) between 1 and 200),
  recorded_at  timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, member_id) references core.member,
  foreign key (community_id, act_id) references core.desk_act
);
comment on table core.delegation is 'Another person acts for a member, for a term, by a paper. It gives no access to the pages by itself.';
call core.make_append_only('core.delegation');

create table core.delegation_end (
  community_id  int         not null,
  delegation_id int         not null,
  last_day      date        not null,
  reason        text        not null check (length(reason) between 1 and 500),
  author        text        not null check (length(author) between 1 and 200),
  at            timestamptz not null,
  primary key (community_id, delegation_id),
  foreign key (community_id, delegation_id) references core.delegation
);
comment on table core.delegation_end is 'A delegation that ended before its term.';
call core.make_append_only('core.delegation_end');

-- Who looks at the register of the desk, with names, points and papers, is noted as other looks are.
alter table core.look drop constraint look_kind_check;
alter table core.look add constraint look_kind_check check (kind in ('member', 'members', 'readings', 'quality', 'estimate',
  'powers', 'hour', 'why', 'plant', 'document', 'report', 'letter', 'payments', 'desk'));

create view mine.held_evidence with (security_barrier) as
select me.community_id, me.member_id, act.id as act, act.kind as act_kind, act.version, act.first_day, act.at, told.kind, told.number,
  told.dated, told.kept_at, told.substation
from mine.member() as me
join core.desk_evidence as told on told.community_id = me.community_id and told.member_id = me.member_id
join core.desk_act as act on act.community_id = told.community_id and act.id = told.act_id;

create view mine.held_delegation with (security_barrier) as
select me.community_id, me.member_id, given.id, given.delegate, given.from_day, coalesce(gone.last_day, given.to_day) as to_day,
  given.kind, given.number, given.dated, given.kept_at, given.recorded_at, gone.reason as ended_for
from mine.member() as me
join core.delegation as given on given.community_id = me.community_id and given.member_id = me.member_id
left join core.delegation_end as gone on gone.community_id = given.community_id and gone.delegation_id = given.id;

grant select on mine.held_evidence, mine.held_delegation to cer_member;
