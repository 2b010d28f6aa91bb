using System.Diagnostics;
using System.Globalization;
using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Settling;
using Cer.Storage;

namespace Cer.Benchmarks;

/// <summary>
/// A year from PostgreSQL to a stored run, beside a bare scan of the same rows by a data reader. Bars: at most twice
/// the scan; a run after one corrected day at most a fiftieth of the whole. CER_BENCH_POINTS sets how many points.
/// </summary>
internal static class RunBench
{
    private const string ScanSql = """
        select pod_id, starts_at, unit_id, meter, minutes, revision, injected_ukwh, withdrawn_ukwh, quality
        from core.reading where community_id = $1 and starts_at >= $2 and starts_at < $3
        """;

    private const string MonthsSql = """
        select count(*) from core.settlement_month where run_id = (select max(id) from core.settlement_run)
        """;

    private static readonly MarketMonth First = new(StoredYear.Year, 1);
    private static readonly MarketMonth Last = new(StoredYear.Year, 12);

    private static int _program;

    private static int Points =>
        int.TryParse(Environment.GetEnvironmentVariable("CER_BENCH_POINTS"), out var points) ? points : 1000;

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var year = await StoredYear.CreateAsync(database, Points);
        var rows = 0L;
        var scan = await Spent.OfAsync(database, Nothing, async () => rows = await ScanAsync(year));
        Print("bare data-reader scan", scan, rows);
        var whole = await Spent.OfAsync(database, Nothing, () => SettleAsync(year, NextProgram()));
        Print("from PostgreSQL to a stored run", whole, rows);
        Console.WriteLine(Invariant(
            $"ratio run / scan: {whole.Time / scan.Time:0.00}, by processor time {whole.Cpu / scan.Cpu:0.00} (bar: at most 2)"));

        var program = NextProgram();
        await SettleAsync(year, program);
        var day = 0;
        var again = await Spent.OfAsync(database, () => CorrectAsync(year, day++), () => SettleAsync(year, program));
        Print("again after one corrected day", again, rows);
        Console.WriteLine(Invariant(
            $"ratio whole / again: {whole.Time / again.Time:0}, by processor time {whole.Cpu / again.Cpu:0} (bar: at least 50)"));
        await using var months = database.Admin.CreateCommand(MonthsSql);
        var written = await months.ExecuteScalarAsync();
        Console.WriteLine(Invariant($"months that the last run wrote anew, as the surplus of the year is laid on them: {written}"));
        Console.WriteLine(Invariant($"most memory: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"));
    }

    private static string NextProgram() => Invariant($"bench {_program++}");

    private static Task Nothing() => Task.CompletedTask;

    private static void Print(string what, Spent spent, long rows) => Console.WriteLine(Invariant(
        $"{what}: {spent.Time.TotalSeconds:0.000} s, {spent.Cpu.TotalSeconds:0.00} s of processor time with the server, {rows} rows"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static async Task<long> ScanAsync(StoredYear year)
    {
        await using var connection = await year.Database.App.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = ScanSql;
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = year.Community.Value });
        command.Parameters.Add(new() { Value = At(First) });
        command.Parameters.Add(new() { Value = At(Last.Next) });
        await using var row = await command.ExecuteReaderAsync();
        var (rows, sum) = (0L, 0L);
        while (row.Read())
        {
            sum += row.GetInt32(0) + row.GetFieldValue<DateTime>(1).Ticks % 7 + row.GetInt32(2) + row.GetInt16(3)
                + row.GetInt16(4) + row.GetInt32(5) + (row.IsDBNull(6) ? 0 : row.GetInt64(6)) + row.GetInt64(7)
                + row.GetString(8).Length;
            rows++;
        }

        return sum == 0 ? 0 : rows;
    }

    private static DateTime At(MarketMonth month) => MarketHour.StartOf(month.FirstDay).ToDateTimeUtc();

    private static Task SettleAsync(StoredYear year, string program) => SettleAsync(year, program, First, Last);

    /// <summary>Settles months from the store, and keeps the run.</summary>
    public static async Task SettleAsync(StoredYear year, string program, MarketMonth from, MarketMonth to)
    {
        var db = year.Database.App;
        var communities = new CommunityStore(db);
        var contract = new StoredContract(
            communities, new ReadingStore(db, TimeProvider.System), new PriceStore(db), new RegolamentoStore(db));
        var outcome = await new SettleStored(new InputStore(db), contract, new RunStore(db), TimeProvider.System, program)
            .RunAsync(year.Community, from, to, null, "bench", null, default);
        if (outcome is not SettleOutcome.Settled) throw new InvalidOperationException("The settlement was refused.");
    }

    // A corrected day of one point, as a meter would send it again.
    private static async Task CorrectAsync(StoredYear year, int day)
    {
        var chance = new Random(day);
        var readings = MarketHour.Of(First.FirstDay.PlusDays(30 + (40 * day))).Select(hour => new Reading
        {
            Pod = StoredYear.PodOf(100 % year.Points),
            Start = hour.Start,
            Minutes = 60,
            Withdrawn = Energy.FromMicroKilowattHours(chance.Next(1_000_000)),
        });
        await new ReadingStore(year.Database.App, TimeProvider.System)
            .AppendAsync(year.Community, IntakeSource.Csv, [.. readings], default);
    }
}
