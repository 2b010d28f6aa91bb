-- 0019_money.sql: money beside the settlement: what GSE told and the bank received, the sale of energy in a ledger of its
-- own, tax profiles, and payable lines with the people who approved them.
alter table core.person_role drop constraint person_role_role_check;
alter table core.person_role add constraint person_role_role_check
  check (role in ('administrator', 'operator', 'approver', 'auditor', 'member', 'accountant'));

create table core.money_entry (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  standing     text        not null check (standing in ('advised', 'received')),
  month        date        not null check (extract(day from month) = 1),
  kind         text        not null check (kind in ('advance', 'partial', 'complete', 'recalculation', 'surplus', 'fee', 'other')),
  plant_id     int,
  cents        bigint      not null check (cents <> 0 and abs(cents) <= 100000000000),
  on_day       date        not null,
  source       text        not null check (length(source) between 1 and 200),
  entered_by   text        not null,
  entered_at   timestamptz not null,
  reverses     bigint,
  reason       text        check (length(reason) between 1 and 500),
  primary key (community_id, id),
  unique (community_id, reverses),
  foreign key (community_id, plant_id) references core.plant,
  foreign key (community_id, reverses) references core.money_entry,
  check ((reverses is null) = (reason is null))
);
create index money_entry_month on core.money_entry (community_id, month);
comment on table core.money_entry is
  'Incentives as GSE advised them and as the bank received them, entered by hand; a correction is a row that reverses another.';
comment on column core.money_entry.month is 'The month of energy that the money is for.';
comment on column core.money_entry.on_day is 'The day of the statement or of the credit.';

create table core.sale_entry (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  standing     text        not null check (standing in ('advised', 'received')),
  month        date        not null check (extract(day from month) = 1),
  kind         text        not null check (kind in ('sale', 'imbalance', 'fee', 'other')),
  plant_id     int,
  cents        bigint      not null check (cents <> 0 and abs(cents) <= 100000000000),
  on_day       date        not null,
  source       text        not null check (length(source) between 1 and 200),
  entered_by   text        not null,
  entered_at   timestamptz not null,
  reverses     bigint,
  reason       text        check (length(reason) between 1 and 500),
  primary key (community_id, id),
  unique (community_id, reverses),
  foreign key (community_id, plant_id) references core.plant,
  foreign key (community_id, reverses) references core.sale_entry,
  check ((reverses is null) = (reason is null))
);
create index sale_entry_month on core.sale_entry (community_id, month);
comment on table core.sale_entry is 'The sale of energy (RID): a ledger of its own, never added to the incentives.';

create table core.plant_sale (
  community_id int         not null,
  plant_id     int         not null,
  revision     int         not null check (revision > 0),
  from_day     date,
  to_day       date        check (to_day >= from_day),
  reason       text        not null check (length(reason) between 1 and 500),
  declared_by  text        not null,
  declared_at  timestamptz not null,
  primary key (community_id, plant_id, revision),
  foreign key (community_id, plant_id) references core.plant,
  check (from_day is not null or to_day is null)
);
comment on column core.plant_sale.from_day is 'First day on which GSE buys the plant''s energy (RID); null: it does not.';

create table core.tax_profile (
  community_id        int         not null,
  member_id           int         not null,
  revision            int         not null check (revision > 0),
  from_day            date        not null,
  withholding_percent numeric     check (withholding_percent between 0 and 100),
  vat_percent         numeric     check (vat_percent between 0 and 100),
  basis               text        check (length(basis) between 1 and 500),
  reason              text        not null check (length(reason) between 1 and 500),
  chosen_by           text        not null,
  chosen_at           timestamptz not null,
  primary key (community_id, member_id, revision),
  foreign key (community_id, member_id) references core.member,
  check (num_nulls(withholding_percent, vat_percent, basis) in (0, 3))
);
comment on column core.tax_profile.withholding_percent is 'Null with the others: from that day on no tax is applied.';

create table core.approval_rule (
  community_id int         not null references core.community,
  revision     int         not null check (revision > 0),
  approvers    smallint    not null check (approvers in (1, 2)),
  reason       text        not null check (length(reason) between 1 and 500),
  set_by       text        not null,
  set_at       timestamptz not null,
  primary key (community_id, revision)
);
comment on table core.approval_rule is 'How many people approve a payment; two where nobody said otherwise.';

create table core.payable (
  community_id int         not null,
  month        date        not null check (extract(day from month) = 1),
  revision     int         not null check (revision > 0),
  run_id       bigint      not null,
  sha256       bytea       not null check (octet_length(sha256) = 32),
  approvers    smallint    not null check (approvers in (1, 2)),
  made_at      timestamptz not null,
  primary key (community_id, month, revision),
  foreign key (community_id, month, run_id) references core.settlement_month
);
comment on table core.payable is 'A month''s payable lines as they were when somebody first approved them.';
comment on column core.payable.sha256 is 'Of the run and every amount: other amounts are another revision, approved anew.';

create table core.payable_line (
  community_id   int      not null,
  month          date     not null,
  revision       int      not null,
  ordinal        int      not null,
  member_id      int,
  fund           text     collate "C",
  gross_cents    bigint   not null,
  withheld_cents bigint   not null,
  vat_cents      bigint   not null,
  net_cents      bigint   not null,
  tax_revision   int,
  primary key (community_id, month, revision, ordinal),
  foreign key (community_id, month, revision) references core.payable,
  foreign key (community_id, member_id) references core.member,
  check ((member_id is null) <> (fund is null)),
  check (net_cents + withheld_cents = gross_cents),
  check (tax_revision is not null or (withheld_cents = 0 and vat_cents = 0))
);
comment on column core.payable_line.vat_cents is 'Contained in the gross amount.';

create table core.payable_approval (
  community_id int         not null,
  month        date        not null,
  revision     int         not null,
  person_id    int         not null references core.person,
  approved_at  timestamptz not null,
  primary key (community_id, month, revision, person_id),
  foreign key (community_id, month, revision) references core.payable
);
comment on table core.payable_approval is 'By its key nobody approves the same amounts twice.';

call core.make_append_only('core.money_entry');
call core.make_append_only('core.sale_entry');
call core.make_append_only('core.plant_sale');
call core.make_append_only('core.tax_profile');
call core.make_append_only('core.approval_rule');
call core.make_append_only('core.payable');
call core.make_append_only('core.payable_line');
call core.make_append_only('core.payable_approval');
