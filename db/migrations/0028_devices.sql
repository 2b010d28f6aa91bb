-- 0028_devices.sql: meters that were swapped, and the consent by which a device of a natural person's point may be listened to.
create table core.meter_swap (
  community_id        int         not null references core.community,
  id                  int         not null check (id > 0),
  pod_id              int         not null,
  meter               smallint    not null check (meter in (1, 2)),
  at                  timestamptz not null check (at = date_bin('15 minutes', at, '2000-01-01 00:00+00')),
  injected_final_ukwh    bigint   check (injected_final_ukwh >= 0),
  withdrawn_final_ukwh   bigint   check (withdrawn_final_ukwh >= 0),
  produced_final_ukwh    bigint   check (produced_final_ukwh >= 0),
  injected_initial_ukwh  bigint   check (injected_initial_ukwh >= 0),
  withdrawn_initial_ukwh bigint   check (withdrawn_initial_ukwh >= 0),
  produced_initial_ukwh  bigint   check (produced_initial_ukwh >= 0),
  reason              text        not null check (length(reason) between 1 and 2000),
  author              text        not null check (length(author) between 1 and 200),
  recorded_at         timestamptz not null,
  primary key (community_id, id),
  unique (community_id, pod_id, meter, at),
  foreign key (community_id, pod_id) references core.pod
);
comment on table core.meter_swap is
  'A meter gave way to another: from then on its totals go on from the initial ones. Null where nobody read them.';
call core.make_append_only('core.meter_swap');

create table core.consent_rule (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  required     boolean     not null,
  reason       text        not null check (length(reason) between 1 and 2000),
  author       text        not null check (length(author) between 1 and 200),
  decided_at   timestamptz not null,
  primary key (community_id, id)
);
comment on table core.consent_rule is 'Whether devices of natural persons'' points need a consent; the newest stands, without any they need none.';
call core.make_append_only('core.consent_rule');

create table core.consent (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  member_id    int         not null,
  purpose      text        not null check (purpose in ('quarter_hours')),
  from_day     date        not null,
  to_day       date        not null check (to_day >= from_day),
  evidence     text        not null check (length(evidence) between 1 and 2000),
  author       text        not null check (length(author) between 1 and 200),
  recorded_at  timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, member_id) references core.member
);
comment on table core.consent is 'A member lets the quarter hours of his devices be taken in, for a term; evidence says how he said so.';
call core.make_append_only('core.consent');

create table core.consent_withdrawal (
  community_id int         not null,
  consent_id   int         not null,
  reason       text        not null check (length(reason) between 1 and 2000),
  author       text        not null check (length(author) between 1 and 200),
  withdrawn_at timestamptz not null,
  primary key (community_id, consent_id),
  foreign key (community_id, consent_id) references core.consent
);
comment on table core.consent_withdrawal is 'From then on nothing more is taken in on that consent; what was taken in before stays.';
call core.make_append_only('core.consent_withdrawal');
