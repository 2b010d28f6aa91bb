-- 0005_doctor.sql: the program may see whether rows stand outside every month's partition, to say so.
grant select on core.reading_default, core.energy_hour_default to cer_app;
