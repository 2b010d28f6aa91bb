using System.Globalization;
using System.Text;
using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Series;
using Cer.Storage;
using Cer.Storage.Series;
using NodaTime;

namespace Cer.Market.Tests.Influx;

/// <summary>A database of a test's own with a community, its quarters and its hours.</summary>
internal sealed class SeriesTown : IAsyncDisposable
{
    public const string Code = "esempio";

    // What the sink must hold, by plain SQL: of each key the row with the highest revision.
    private const string ExpectedSql = """
        with told as (
          select 'cer_reading,community=esempio,meter=M' || meter || ',point=' || pod_id || ',unit=' || unit_id as series,
            extract(epoch from starts_at)::bigint as at, minutes::numeric as minutes, quality,
            injected_ukwh, withdrawn_ukwh, produced_ukwh
          from core.reading as r
          where revision = (select max(revision) from core.reading as o where o.community_id = r.community_id
            and o.pod_id = r.pod_id and o.starts_at = r.starts_at and o.unit_id = r.unit_id and o.meter = r.meter)
          union all
          select 'cer_hour,community=esempio,point=' || pod_id || ',unit=' || unit_id,
            extract(epoch from starts_at)::bigint, 60, quality, injected_ukwh, withdrawn_ukwh, produced_ukwh
          from core.energy_hour as h
          where revision = (select max(revision) from core.energy_hour as o where o.community_id = h.community_id
            and o.pod_id = h.pod_id and o.starts_at = h.starts_at and o.unit_id = h.unit_id)),
        known as (select * from told where coalesce(injected_ukwh, withdrawn_ukwh, produced_ukwh) is not null)
        select series || ' minutes ' || at, minutes from known
        union all select series || ' quality ' || at, array_position(array['measured', 'estimated', 'calculated'], quality) from known
        union all select series || ' injected_kwh ' || at, injected_ukwh / 1000000.0 from known where injected_ukwh is not null
        union all select series || ' withdrawn_kwh ' || at, withdrawn_ukwh / 1000000.0 from known where withdrawn_ukwh is not null
        union all select series || ' produced_kwh ' || at, produced_ukwh / 1000000.0 from known where produced_ukwh is not null
        """;

    private readonly TestDatabase _database;

    private SeriesTown(TestDatabase database, CommunityId community) => (_database, Community) = (database, community);

    public TestDatabase Database => _database;

    public CommunityId Community { get; }

    public SeriesOutbox Outbox => new(_database.App);

    private CommunityStore Communities => new(_database.App);

    private ReadingStore Readings => new(_database.App, TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SeriesTown> CreateAsync()
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var stored = await new CommunityStore(database.App).SaveAsync(Code, Sample.Definition, "test", Cancellation);
        return new(database, stored.Community);
    }

    /// <summary>A day of quarters of two points, one of them with a production meter, and the hours made of them.</summary>
    public async Task DayAsync(LocalDate day, decimal factor = 1m)
    {
        var span = MarketHour.SpanOf(day);
        List<Reading> readings = [];
        for (var (start, place) = (span.Start, 1); start < span.End; start += Duration.FromMinutes(15), place++)
        {
            var (withdrawn, injected) = (Sample.Kwh(Math.Round(0.123457m * place * factor, 6)), Sample.Kwh(0.000001m * place));
            readings.Add(new() { Pod = Sample.School, Start = start, Minutes = 15, Withdrawn = withdrawn, Injected = injected });
            readings.Add(new() { Pod = Sample.Hall, Start = start, Minutes = 15, Withdrawn = withdrawn });
            readings.Add(new() { Pod = Sample.School, Start = start, Minutes = 15, Produced = injected, Meter = MeterRole.Production });
        }

        await Readings.AppendAsync(Community, IntakeSource.Csv, readings, Cancellation);
        await HoursAsync(day);
    }

    /// <summary>A whole hour of the school's, as a file of hours tells it.</summary>
    public Task HourAsync(Instant start, decimal withdrawn) => Readings.AppendAsync(
        Community, IntakeSource.Csv, [Sample.Hour(Sample.School, start, withdrawn) with { Injected = null }], Cancellation);

    /// <summary>What stands of a day, as everything else in the program sees it.</summary>
    public async Task<Reading[]> StandingAsync(LocalDate day) =>
        await Readings.LatestAsync(Community, MarketHour.SpanOf(day), Cancellation).ToArrayAsync(Cancellation);

    public Task HoursAsync(LocalDate day) =>
        new MakeHours(Communities, Readings, new HourStore(_database.App)).RunAsync(Community, day, Cancellation);

    /// <summary>Applies a distributor's curve of the school and takes it back: where nothing stood, nothing is known again.</summary>
    public async Task<long> CurveAsync(LocalDate day)
    {
        var text = new StringBuilder($"POD;{Sample.School.Code}\nGiorno");
        for (var quarter = 0; quarter < 96; quarter++)
            text.Append(CultureInfo.InvariantCulture, $";{quarter / 4:00}:{quarter % 4 * 15:00}-");
        text.Append(CultureInfo.InvariantCulture, $"\n{day.Day:00}/{day.Month:00}/{day.Year}");
        for (var quarter = 0; quarter < 96; quarter++) text.Append(";0,25");
        var applied = await Curves.ApplyAsync(
            Community,
            new("curva.csv", Encoding.UTF8.GetBytes(text.Append('\n').ToString()), CurveDirection.Withdrawn, null),
            "test",
            confirmed: false,
            Cancellation);
        await HoursAsync(day);
        return applied.Import!.Value;
    }

    public async Task UndoAsync(long import, LocalDate day)
    {
        Assert.IsType<CurveUndoOutcome.Done>(await Curves.UndoAsync(Community, import, "test", Cancellation));
        await HoursAsync(day);
    }

    /// <summary>Feeds until nothing waits, or the sink does not take it.</summary>
    public async Task<FeedReport?> FeedAsync(ISeriesSink sink)
    {
        FeedReport? last = null;
        while (await new FeedSeries(Outbox, sink).RunAsync(Cancellation) is { } report)
        {
            last = report;
            if (report.Trouble is SinkAnswer.Away) break;
        }

        return last;
    }

    public async Task<SortedDictionary<string, decimal>> ExpectedAsync()
    {
        await using var command = _database.Admin.CreateCommand(ExpectedSql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var values = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        while (await reader.ReadAsync(Cancellation)) values.Add(reader.GetString(0), reader.GetDecimal(1) / 1.000000000000m);
        return values;
    }

    public async Task<long> WaitingAsync()
    {
        await using var command = _database.Admin.CreateCommand("select count(*) from core.series_outbox");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private ImportCurves Curves => new(Communities, new CurveStore(_database.App), TimeProvider.System);
}
