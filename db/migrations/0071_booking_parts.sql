-- 0071_booking_parts.sql: one payment of GSE is of several months, so a movement is booked in parts.

alter table core.bank_booking add column part int not null default 1 check (part > 0);
alter table core.bank_booking drop constraint bank_booking_pkey;
alter table core.bank_booking add primary key (community_id, movement_id, turn, part);
comment on column core.bank_booking.part is 'From 1: the parts of a turn come to the amount of the movement.';

create or replace view core.standing_booking as
select booking.* from core.bank_booking as booking
where not exists (select from core.money_entry as back where back.community_id = booking.community_id and back.reverses = booking.money_id)
  and not exists (select from core.sale_entry as back where back.community_id = booking.community_id and back.reverses = booking.sale_id)
  and not exists (select from core.ledger_entry as back where back.community_id = booking.community_id and back.reverses = booking.entry_id);

create view core.standing_part as
select standing.* from core.standing_booking as standing
where exists (select from core.bank_booking as booking where booking.community_id = standing.community_id
  and booking.movement_id = standing.movement_id and booking.turn = standing.turn and booking.part > 1);
comment on view core.standing_part is 'Parts of movements that were booked in several: one alone is not taken back.';
grant select on core.standing_part to cer_app;

create or replace function core.refuse_booking_twice() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('core.community'), new.community_id);
  if (select count(distinct turn) from core.standing_booking
      where community_id = new.community_id and movement_id = new.movement_id) > 1
    or exists (select from core.bank_movement where community_id = new.community_id and id = new.movement_id and outcome = 'matched') then
    raise exception 'Found movement % booked already, expected one that is of nothing yet.', new.movement_id
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;

create function core.refuse_booking_of_another_sum() returns trigger language plpgsql as $$
declare
  booked bigint;
  moved bigint;
begin
  select sum(coalesce(money.cents, sale.cents, line.cents)) into booked
  from core.bank_booking as booking
  left join core.money_entry as money on money.community_id = booking.community_id and money.id = booking.money_id
  left join core.sale_entry as sale on sale.community_id = booking.community_id and sale.id = booking.sale_id
  left join core.ledger_line as line on line.community_id = booking.community_id and line.entry_id = booking.entry_id
    and line.account = 'bank'
  where booking.community_id = new.community_id and booking.movement_id = new.movement_id and booking.turn = new.turn;
  select cents into moved from core.bank_movement where community_id = new.community_id and id = new.movement_id;
  if booked is distinct from moved then
    raise exception 'Found parts of % cents, expected the % cents of movement %.', booked, moved, new.movement_id
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create constraint trigger parts_come_to_the_movement after insert on core.bank_booking
  deferrable initially deferred for each row execute function core.refuse_booking_of_another_sum();
