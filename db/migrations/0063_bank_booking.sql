-- 0063_bank_booking.sql: movements of the bank that found no payment are booked; how a bank writes its tables; entries that two people make.

create table core.bank_booking (
  community_id int         not null,
  movement_id  int         not null,
  turn         int         not null check (turn > 0),
  money_id     bigint,
  sale_id      bigint,
  entry_id     int,
  reason       text        not null check (length(reason) between 1 and 500),
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, movement_id, turn),
  foreign key (community_id, movement_id) references core.bank_movement,
  foreign key (community_id, money_id) references core.money_entry,
  foreign key (community_id, sale_id) references core.sale_entry,
  foreign key (community_id, entry_id) references core.ledger_entry,
  check (num_nonnulls(money_id, sale_id, entry_id) = 1)
);
comment on table core.bank_booking is
  'What a movement of no payment was: money of GSE, or an entry of the books. It stands until what it made is taken back by a counter-entry.';

create view core.standing_booking as
select booking.* from core.bank_booking as booking
where not exists (select from core.money_entry as back where back.community_id = booking.community_id and back.reverses = booking.money_id)
  and not exists (select from core.sale_entry as back where back.community_id = booking.community_id and back.reverses = booking.sale_id)
  and not exists (select from core.ledger_entry as back where back.community_id = booking.community_id and back.reverses = booking.entry_id);
grant select on core.standing_booking to cer_app;

create function core.refuse_booking_twice() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('core.community'), new.community_id);
  if (select count(*) from core.standing_booking where community_id = new.community_id and movement_id = new.movement_id) > 1
    or exists (select from core.bank_movement where community_id = new.community_id and id = new.movement_id and outcome = 'matched') then
    raise exception 'Found movement % booked already, expected one that is of nothing yet.', new.movement_id
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger nothing_is_booked_twice after insert on core.bank_booking for each row execute function core.refuse_booking_twice();

create table core.bank_layout (
  community_id  int         not null references core.community,
  name          text        not null check (length(name) between 1 and 60),
  version       int         not null check (version > 0),
  day_column    text        not null check (length(day_column) between 1 and 60),
  amount_column text        not null check (length(amount_column) between 1 and 60),
  words_column  text        not null check (length(words_column) between 1 and 60),
  decimal_mark  text        collate "C" check (decimal_mark in (',', '.')),
  day_form      text        collate "C" check (day_form in ('dd/MM/uuuu', 'MM/dd/uuuu', 'dd-MM-uuuu', 'dd.MM.uuuu', 'uuuu-MM-dd')),
  made_by       text        not null check (length(made_by) between 1 and 200),
  made_at       timestamptz not null,
  primary key (community_id, name, version)
);
comment on table core.bank_layout is 'How a bank writes its tables, by name: the newest version is the one that is offered.';
comment on column core.bank_layout.decimal_mark is 'Null: told from each amount, as tables are read without a layout.';
comment on column core.bank_layout.day_form is 'Null: any of those that banks write.';

create table core.entry_proposal (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  key          text        not null check (length(key) between 1 and 64),
  on_day       date        not null,
  document     text        not null check (length(document) between 1 and 200),
  words        text        not null check (length(words) between 1 and 500),
  lines        jsonb       not null,
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, id),
  unique (community_id, key)
);
comment on table core.entry_proposal is 'An entry that a second person has to agree to before it is written.';

create table core.entry_proposal_end (
  community_id int         not null,
  proposal_id  int         not null,
  entry_id     int,
  reason       text        check (length(reason) between 1 and 500),
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, proposal_id),
  foreign key (community_id, proposal_id) references core.entry_proposal,
  foreign key (community_id, entry_id) references core.ledger_entry,
  check ((entry_id is null) = (reason is not null))
);
comment on table core.entry_proposal_end is 'Written as an entry, or refused with a reason.';

do $$
declare
  target text;
begin
  foreach target in array array['bank_booking', 'bank_layout', 'entry_proposal', 'entry_proposal_end'] loop
    call core.make_append_only(format('core.%I', target)::regclass);
  end loop;
end
$$;
