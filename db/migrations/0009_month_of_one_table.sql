-- 0009_month_of_one_table.sql: the months of one table in a transaction of their own. Making those of both in one held the
-- default partition of the first while waiting for that of the second, and whoever reads both in the other order could be
-- ended as a deadlock. And it gives up before anybody else's wait is examined for one (deadlock_timeout is a second).
drop function core.ensure_months(date, date);

create function core.ensure_months(parent text, first_day date, last_day date) returns int
language plpgsql security definer
set search_path = core, pg_temp set timezone = 'UTC' set datestyle = 'ISO' set lock_timeout = '600ms' as $$
declare
  month   date;
  child   text;
  missing int := 0;
begin
  if parent is null or parent not in ('reading', 'energy_hour') then
    raise exception 'Found the table %, expected reading or energy_hour.', parent
      using errcode = 'invalid_parameter_value';
  end if;
  if first_day is null or last_day is null or first_day < date '2019-01-01' or last_day >= date '2101-01-01'
    or last_day < first_day then
    raise exception 'Found % to %, expected two days in order, from 2019 to 2100.', first_day, last_day
      using errcode = 'invalid_parameter_value';
  end if;

  for month in select generate_series(date_trunc('month', first_day), last_day, interval '1 month')::date loop
    child := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
    continue when to_regclass('core.' || child) is not null;
    begin
      call core.make_month(parent, child, month);
    exception when lock_not_available or deadlock_detected then
      missing := missing + 1;
    end;
  end loop;
  return missing;
end
$$;
comment on function core.ensure_months(text, date, date) is
  'One table a transaction: no lock on one is held while waiting for the other. Returns how many are missing still.';
revoke all on function core.ensure_months(text, date, date) from public;
grant execute on function core.ensure_months(text, date, date) to cer_app;
