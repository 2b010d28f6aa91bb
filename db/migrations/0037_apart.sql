-- 0037_apart.sql: what was kept apart of a meter since its last total is asked for with each of its messages.
create index quarantine_of_meter on core.quarantine (community_id, pod, meter, starts_at) where starts_at is not null;
