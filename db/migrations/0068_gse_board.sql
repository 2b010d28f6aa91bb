-- For dashboards: where each month stands between settlement, GSE and bank, which differences are open for which first cause, and
-- the dossiers that were written. No view names a point or a member: of a cause of one point only its kind is told.

create view rep.gse_month with (security_barrier) as
select distinct on (community_id, month) community_id, month, agreement, payment_due, made_at as held_at
from core.reconciliation
order by community_id, month, revision desc;
comment on view rep.gse_month is 'Each month as it was last held against GSE and the bank; payment_due is the day of its last payment.';

create view rep.gse_difference with (security_barrier) as
select held.community_id, held.month, coalesce(told.one #>> '{cause,kind}', 'unexplained') as cause, (told.one ->> 'eur')::numeric as eur,
  (told.one ->> 'rows')::int as rows, coalesce(alarm.raised_at, held.made_at) as since,
  (select count(*)::int from core.dossier as dossier where dossier.community_id = held.community_id and dossier.month = held.month
    and dossier.scope = left(told.one ->> 'key', 80)) as dossiers
from (
  select distinct on (community_id, month) community_id, month, content, made_at from core.reconciliation
  order by community_id, month, revision desc) as held
cross join lateral jsonb_array_elements(held.content -> 'discrepancies') as told (one)
left join core.alarm as alarm on alarm.community_id = held.community_id and alarm.resolved_at is null
  and alarm.key = 'gse/' || to_char(held.month, 'YYYY-MM') || '/' || (told.one ->> 'key');
comment on view rep.gse_difference is 'What differs now, by month and first cause; since when its alarm is open.';
comment on column rep.gse_difference.eur is 'Advised less accrued, or received less advised; 0 where only energy or days differ.';
comment on column rep.gse_difference.rows is 'How many figures it is found in.';

create view rep.gse_dossier with (security_barrier) as
select community_id, year || '/' || lpad(number::text, greatest(4, length(number::text)), '0') as label, month, coalesce(cause, 'unexplained') as cause, made_at as written_at
from core.dossier;
comment on view rep.gse_dossier is 'Dossiers about differences that were written for GSE, without what stands in them.';

grant select on rep.gse_month, rep.gse_difference, rep.gse_dossier to cer_rep, cer_app;
