using System.Data;
using Cer.Operations.Backup;
using Cer.Storage.Migrations;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Cer.Storage.Backup;

/// <summary>A database as it is at one moment: what is asked of it, and what others read by its name, fits together.</summary>
public sealed class BackupSnapshot : IAsyncDisposable
{
    private const string NameSql = "select pg_export_snapshot()";
    private const string SizeSql = "select pg_database_size(current_database())";

    // A partition is counted with its table.
    private const string TablesSql = """
        select format('%I.%I', space.nspname, class.relname)
        from pg_class as class join pg_namespace as space on space.oid = class.relnamespace
        where class.relkind in ('r', 'p') and not class.relispartition
          and space.nspname !~ '^pg_' and space.nspname <> 'information_schema'
        order by 1
        """;

    // Inputs changed since the run: days noted and not yet taken up, work put down and not yet done, a newer definition,
    // or a later run over one of its months.
    private const string MonthsSql = """
        select distinct on (community.code, settled.month)
          community.code, settled.month, settled.run_id, run.from_month, run.to_month, run.program, run.input_sha256,
          exists (select from core.touched as touched where touched.community_id = run.community_id
              and date_trunc('month', touched.day) between run.from_month and run.to_month)
            or exists (select from core.work as work where work.community_id = run.community_id
              and work.kind = 'month' and work.done_at is null
              and work.period between to_char(run.from_month, 'YYYY-MM') and to_char(run.to_month, 'YYYY-MM'))
            or exists (select from core.definition as newer where newer.community_id = run.community_id
              and newer.version > run.definition_version)
            or exists (select from core.settlement_month as later where later.community_id = run.community_id
              and later.run_id > run.id and later.month between run.from_month and run.to_month),
          settled.status, settled.injected_ukwh, settled.withdrawn_ukwh, settled.shared_ukwh,
          settled.tip_cents, settled.cac_cents, settled.surplus_cents,
          sha256(convert_to(concat_ws(E'\n', settled::text,
            (select string_agg(kept::text, E'\n' order by kept.unit_id, kept.starts_at)
              from core.settlement_hour as kept
              where kept.community_id = run.community_id and kept.run_id = run.id
                and kept.starts_at >= settled.month::timestamp at time zone 'Europe/Rome'
                and kept.starts_at < (settled.month + interval '1 month') at time zone 'Europe/Rome'),
            (select string_agg(kept::text, E'\n' order by kept.unit_id) from core.unit_month as kept
              where kept.community_id = run.community_id and kept.run_id = run.id and kept.month = settled.month),
            (select string_agg(kept::text, E'\n' order by kept.member_id) from core.member_month as kept
              where kept.community_id = run.community_id and kept.run_id = run.id and kept.month = settled.month),
            (select string_agg(kept::text, E'\n' order by kept.fund) from core.fund_month as kept
              where kept.community_id = run.community_id and kept.run_id = run.id and kept.month = settled.month)),
            'UTF8'))
        from core.settlement_month as settled
        join core.settlement_run as run on run.community_id = settled.community_id and run.id = settled.run_id
        join core.community as community on community.id = settled.community_id
        left join core.month_state as closed on closed.community_id = settled.community_id
          and closed.month = settled.month and closed.state = 'closed'
        where coalesce(closed.run_id, settled.run_id) = settled.run_id
        order by community.code, settled.month, settled.run_id desc
        """;

    private readonly NpgsqlDataSource _db;
    private readonly NpgsqlConnection _connection;

    private BackupSnapshot(NpgsqlDataSource db, NpgsqlConnection connection) => (_db, _connection) = (db, connection);

    /// <summary>Its name for other sessions, as long as this one lives.</summary>
    public string Name { get; private set; } = "";

    public Version Server => _connection.PostgreSqlVersion;

    public static async Task<BackupSnapshot> TakeAsync(string connectionString, CancellationToken cancellation)
    {
        // Counting takes as long as it takes, and the session waits idle while others read.
        var address = new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 };
        address.Options = $"{address.Options} -c idle_in_transaction_session_timeout=0 -c statement_timeout=0".TrimStart();
        var db = Database.Open(address.ConnectionString);
        try
        {
            var connection = await db.OpenConnectionAsync(cancellation);
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var name = await connection.ScalarAsync<string>(NameSql, cancellation);
            return new(db, connection) { Name = name! };
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public Task<long> SizeAsync(CancellationToken cancellation) => _connection.ScalarAsync<long>(SizeSql, cancellation);

    /// <summary>The steps of its schema; empty when it was never migrated.</summary>
    public async Task<IReadOnlyList<BackupMigration>> MigrationsAsync(CancellationToken cancellation) =>
    [
        .. (await SchemaState.AppliedAsync(_connection, cancellation) ?? [])
            .Select(step => new BackupMigration(step.Version, step.Name, Convert.ToHexStringLower(step.Checksum))),
    ];

    /// <summary>How many rows each table has.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountsAsync(CancellationToken cancellation)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await _connection.ListAsync(TablesSql, row => row.GetString(0), cancellation))
            counts.Add(table, await _connection.ScalarAsync<long>($"select count(*) from {table}", cancellation));
        return counts;
    }

    /// <summary>Every settled month as its latest run has it.</summary>
    public async Task<IReadOnlyList<BackupMonth>> MonthsAsync(CancellationToken cancellation) => await _connection.ListAsync(
        MonthsSql,
        row => new BackupMonth
        {
            Community = row.GetString(0),
            Month = Month(row.ReadMonth(1)),
            RunId = row.GetInt64(2),
            From = Month(row.ReadMonth(3)),
            To = Month(row.ReadMonth(4)),
            Program = row.GetString(5),
            InputSha256 = Convert.ToHexStringLower(row.GetFieldValue<byte[]>(6)),
            Outdated = row.GetBoolean(7),
            Status = row.GetString(8),
            InjectedUkwh = row.GetInt64(9),
            WithdrawnUkwh = row.GetInt64(10),
            SharedUkwh = row.GetInt64(11),
            TipCents = row.ReadValue<long>(12),
            CacCents = row.ReadValue<long>(13),
            SurplusCents = row.ReadValue<long>(14),
            RowsSha256 = Convert.ToHexStringLower(row.GetFieldValue<byte[]>(15)),
        },
        cancellation);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _db.DisposeAsync();
    }

    private static string Month(YearMonth month) => YearMonthPattern.Iso.Format(month);
}
