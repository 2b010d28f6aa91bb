-- 0065_package_keeping.sql: files of packages hold points and hours of members; as the data they were made of, they go after ten
-- years (GSE's rules ask for as long). Their hashes stay, so that the chain can still be verified.
alter table core.submission_file alter column content drop not null;
alter table core.submission_file add column gone_at timestamptz;
alter table core.submission_file add check ((content is null) = (gone_at is not null));
comment on column core.submission_file.gone_at is 'When the content went because its time was over.';
drop trigger is_append_only on core.submission_file;
create trigger is_append_only before update or delete on core.submission_file
  for each row execute function core.refuse_all_but_forgetting();

create function core.forget_packages(out files bigint)
language plpgsql security definer set search_path = core, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('core.forget_packages'), 0);
  perform set_config('cer.forgets', 'on', true);
  update core.submission_file as file set content = null, gone_at = now()
  from core.submission as one
  where one.community_id = file.community_id and one.id = file.submission_id and one.at < now() - interval '10 years'
    and file.content is not null;
  get diagnostics files = row_count;
  perform set_config('cer.forgets', 'off', true);
end
$$;
comment on function core.forget_packages is 'Contents of packages older than ten years go; said again, it does nothing.';
revoke all on function core.forget_packages() from public;
grant execute on function core.forget_packages() to cer_app;

create or replace view core.chain_copy as
select one.community_id, one.chain_seq, one.at, one.author as who, 'submission.prepared' as what,
  core.submission_key(one.community_id, one.month, one.kind, one.revision) as subject,
  core.package_text(one.month, one.kind, one.revision, one.reason, one.checklist, files.names, files.types, files.hashes) as detail
from core.submission as one
cross join lateral (
  select coalesce(array_agg(file.name::text order by file.ordinal), '{}') as names,
    coalesce(array_agg(file.media_type::text order by file.ordinal), '{}') as types,
    -- A content that went before its time has no hash: the copy is another then, and that is found.
    coalesce(array_agg(encode(case
      when file.content is not null then sha256(file.content)
      when file.gone_at >= one.at + interval '10 years' then file.sha256 end, 'hex') order by file.ordinal), '{}') as hashes
  from core.submission_file as file where file.community_id = one.community_id and file.submission_id = one.id) as files
union all
select step.community_id, step.chain_seq, step.at, step.author, 'submission.' || step.kind,
  core.submission_key(one.community_id, one.month, one.kind, one.revision),
  core.step_text(step.step, step.kind, step.protocol, step.detail)
from core.submission_step as step
join core.submission as one on one.community_id = step.community_id and one.id = step.submission_id;

-- In which packages a member's points were.
create view mine.held_package with (security_barrier) as
select distinct point.community_id, point.member_id, one.month, one.kind, one.revision, one.at as made_at,
  (select max(step.at) from core.submission_step as step where step.community_id = one.community_id
    and step.submission_id = one.id and step.kind in ('handed_over', 'sent')) as given_at
from mine.held_point as point
join core.submission as one on one.community_id = point.community_id and one.kind <> 'arera-report'
  and one.month <= coalesce(point.to_day, 'infinity') and (one.month + interval '1 month')::date > point.from_day
where point.stands;
comment on view mine.held_package is 'The packages for GSE that tell of the member''s points: what they tell is among points and hours.';
grant select on mine.held_package to cer_member;
