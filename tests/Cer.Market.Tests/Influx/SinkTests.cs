using System.Text;
using Cer.Database.Tests;
using Cer.Domain;
using Cer.Messaging.Influx;
using Cer.Operations.Series;
using NodaTime;

namespace Cer.Market.Tests.Influx;

/// <summary>Series in a real InfluxDB and a real VictoriaMetrics are what PostgreSQL holds, whatever happens on the way.</summary>
public sealed class SinkTests
{
    private static readonly LocalDate Day = new(2026, 1, 14);
    private static readonly LocalDate Autumn = new(2025, 10, 26);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task InfluxDB_holds_what_PostgreSQL_holds_after_corrections_crashes_absences_and_a_rebuild()
    {
        await using var town = await SeriesTown.CreateAsync();
        await using var server = new Influxd();
        await server.StartAsync();
        using var http = new HttpClient();
        var sink = new InfluxSink(server.Options, http);

        // What was there before the sink is put down when it is opened; a second opening puts down nothing.
        await town.DayAsync(Autumn);
        Assert.Equal(0, await town.WaitingAsync());
        Assert.True(await town.Outbox.OpenAsync(server.Options.Target, Cancellation));
        Assert.Equal(1, await town.WaitingAsync());
        Assert.False(await town.Outbox.OpenAsync(server.Options.Target, Cancellation));
        await town.DayAsync(Day);
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);
        // A day of 25 hours: 100 quarters of three series, 25 hours of the two points and of three units.
        Assert.Equal(100 * 3, (await server.ValuesAsync()).Keys.Count(key => key.StartsWith("cer_reading", StringComparison.Ordinal)
            && key.Contains(" minutes 1761", StringComparison.Ordinal)));

        // A late correction overwrites the same points.
        var before = (await server.ValuesAsync()).Count;
        await town.DayAsync(Day, factor: 2m);
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);
        Assert.Equal(before, (await server.ValuesAsync()).Count);

        // The program dies between the write and the note: the day waits and is written again.
        await town.DayAsync(Day, factor: 3m);
        await Assert.ThrowsAsync<InvalidOperationException>(() => town.FeedAsync(new DyingSink(sink, writes: 1)));
        Assert.NotEqual(0, await town.WaitingAsync());
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);

        // The server is away: the days wait, and go when it is back.
        await server.KillAsync();
        await town.DayAsync(Day.PlusDays(1));
        var away = Assert.IsType<SinkAnswer.Away>((await town.FeedAsync(sink))!.Trouble);
        Assert.StartsWith($"Found no way to v1 {server.Url.AbsoluteUri.TrimEnd('/')} /cer (", away.Sentence, StringComparison.Ordinal);
        Assert.Equal(away.Sentence, (await town.Outbox.StateAsync(Cancellation))!.Problem);
        await server.StartAsync();
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);
        Assert.Null((await town.Outbox.StateAsync(Cancellation))!.Problem);

        // What is taken back is no longer there.
        var import = await town.CurveAsync(Day.PlusDays(2));
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);
        await town.UndoAsync(import, Day.PlusDays(2));
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);

        // Everything is lost there: a part is written again, then all of it.
        await server.ForgetAsync();
        Assert.Equal(2, await town.Outbox.RebuildAsync(null, Day, Day.PlusDays(1), Cancellation));
        await town.FeedAsync(sink);
        Assert.DoesNotContain((await server.ValuesAsync()).Keys, key => key.Contains(" 1761", StringComparison.Ordinal));
        await town.Outbox.RebuildAsync(null, null, null, Cancellation);
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);

        await town.Outbox.CloseAsync(Cancellation);
        await town.DayAsync(Day, factor: 4m);
        Assert.Equal(0, await town.WaitingAsync());
    }

    [Fact]
    public async Task VictoriaMetrics_takes_the_second_version_and_the_latest_value_stays()
    {
        await using var town = await SeriesTown.CreateAsync();
        await using var server = new VictoriaMetrics();
        await server.StartAsync();
        using var http = new HttpClient();
        var sink = new InfluxSink(server.Options, http);
        await town.Outbox.OpenAsync(server.Options.Target, Cancellation);
        await town.DayAsync(Day);
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);

        // A correction overwrites, upwards and downwards; and so does writing again after a crash and after an absence.
        await town.DayAsync(Day, factor: 2m);
        await Assert.ThrowsAsync<InvalidOperationException>(() => town.FeedAsync(new DyingSink(sink, writes: 1)));
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);
        await server.KillAsync();
        await town.DayAsync(Day, factor: 0.5m);
        Assert.IsType<SinkAnswer.Away>((await town.FeedAsync(sink))!.Trouble);
        await server.StartAsync();
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);
        await town.Outbox.RebuildAsync(null, null, null, Cancellation);
        await town.FeedAsync(sink);
        await AssertEqualAsync(town, server);

        // It cannot take a point away: that is told, and the rest goes on.
        await town.UndoAsync(await town.CurveAsync(Day.PlusDays(2)), Day.PlusDays(2));
        Assert.Null((await town.FeedAsync(sink))!.Trouble);
        Assert.Equal(0, await town.WaitingAsync());
    }

    [Fact]
    public async Task A_wrong_password_and_a_missing_database_are_told_and_hold_the_days_back()
    {
        await using var town = await SeriesTown.CreateAsync();
        await using var server = new Influxd();
        await server.StartAsync();
        using var http = new HttpClient();
        await town.Outbox.OpenAsync(server.Options.Target, Cancellation);
        await town.DayAsync(Day);
        foreach (var options in new[] { server.Options with { Password = "sbagliata" }, server.Options with { Store = "altra" } })
        {
            var away = Assert.IsType<SinkAnswer.Away>((await town.FeedAsync(new InfluxSink(options, http)))!.Trouble);
            Assert.True(away.IsLasting);
            Assert.DoesNotContain("sbagliata", away.Sentence, StringComparison.Ordinal);
            Assert.NotEqual(0, await town.WaitingAsync());
        }

        await town.FeedAsync(new InfluxSink(server.Options, http));
        await AssertEqualAsync(town, server);
    }

    [Fact]
    public async Task Days_that_the_server_refuses_are_put_off_with_its_words()
    {
        await using var town = await SeriesTown.CreateAsync();
        await using var server = new Influxd();
        await server.StartAsync();
        using var http = new HttpClient();
        await town.Outbox.OpenAsync(server.Options.Target, Cancellation);
        // Somebody else wrote a text where we write a number.
        await server.WriteAsync("cer_hour,community=altra minutes=\"x\" 1768345200");
        await town.DayAsync(Day);
        var sink = new InfluxSink(server.Options, http);
        Assert.IsType<SinkAnswer.Refused>((await town.FeedAsync(sink))!.Trouble);
        Assert.Contains("field type conflict", (await town.Outbox.StateAsync(Cancellation))!.Problem, StringComparison.Ordinal);
        Assert.NotEqual(0, await town.WaitingAsync());
        Assert.Null(await town.FeedAsync(sink));
    }

    [Fact]
    public async Task Many_changes_of_a_day_while_the_server_is_away_are_written_once()
    {
        await using var town = await SeriesTown.CreateAsync();
        await town.Outbox.OpenAsync("memory", Cancellation);
        await town.DayAsync(Day);
        await town.RunAsync("insert into core.series_outbox (community_id, day) select community_id, day"
            + " from core.series_outbox cross join generate_series(1, 5000)");
        var sink = new MemorySink();
        var report = await new FeedSeries(town.Outbox, sink).RunAsync(Cancellation);
        Assert.Equal((1, sink.Points.Length), (report!.Days, report.Points));
        Assert.Equal(0, await town.WaitingAsync());
    }

    [Fact]
    public async Task What_goes_out_is_what_stands_quantity_by_quantity_and_of_hours_told_whole_and_by_quarters()
    {
        await using var town = await SeriesTown.CreateAsync();
        await town.Outbox.OpenAsync("memory", Cancellation);
        // Devices tell what is taken and given, the distributor what is taken, and of one hour there is only the whole.
        await town.DayAsync(Day);
        var import = await town.CurveAsync(Day);
        await town.HourAsync(MarketHour.StartOf(Day.PlusDays(1)), 3m);
        await town.HourAsync(MarketHour.StartOf(Day) + Duration.FromHours(5), 3m);
        var sink = new MemorySink();
        await town.FeedAsync(sink);
        await AssertStandsAsync();
        var first = sink.Points.First(point => point is { Start: var start, Withdrawn: not null, Injected: not null, Meter: not null }
            && start == MarketHour.StartOf(Day));
        Assert.Equal((0.25m, 0.000001m), (first.Withdrawn!.Value.KilowattHours, first.Injected!.Value.KilowattHours));

        await town.CurveAsync(Day.PlusDays(1));
        await town.UndoAsync(import, Day);
        await town.FeedAsync(sink);
        await AssertStandsAsync();

        async Task AssertStandsAsync()
        {
            foreach (var day in (LocalDate[])[Day, Day.PlusDays(1)])
            {
                var (stands, span) = (await town.StandingAsync(day), MarketHour.SpanOf(day));
                Assert.NotEmpty(stands);
                Assert.Equal(
                    stands.Select(one => (one.Start, one.Meter, one.Minutes, one.Withdrawn, one.Injected, one.Produced, one.Quality))
                        .Order().ToArray(),
                    sink.Points.Where(point => point.Meter is not null && span.Contains(point.Start)).Select(one => (
                        one.Start, one.Meter!.Value, one.Minutes, one.Withdrawn, one.Injected, one.Produced, one.Quality!.Value))
                        .Order().ToArray());
            }
        }
    }

    [Fact]
    public async Task Nodes_that_feed_at_once_never_write_an_older_value_over_a_newer_one()
    {
        await using var town = await SeriesTown.CreateAsync();
        var sink = new MemorySink();
        await town.Outbox.OpenAsync("memory", Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var nodes = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await town.FeedAsync(sink);
        })).ToArray();
        for (var round = 1; round <= 8; round++) await town.DayAsync(Day, factor: round);
        await stop.CancelAsync();
        await Task.WhenAll(nodes);
        await town.FeedAsync(sink);
        var expected = await town.ExpectedAsync();
        Assert.Equal(
            expected.Where(value => value.Key.Contains("withdrawn", StringComparison.Ordinal)).Sum(value => value.Value),
            sink.Withdrawn);
        Assert.InRange(sink.Largest, 1, FeedSeries.BatchSize);
    }

    [Fact]
    public async Task Lines_name_points_by_number_and_hold_no_pod_and_no_name()
    {
        await using var town = await SeriesTown.CreateAsync();
        await town.Outbox.OpenAsync("memory", Cancellation);
        await town.DayAsync(Day);
        var sink = new MemorySink();
        await town.FeedAsync(sink);
        var text = Encoding.UTF8.GetString(LineProtocol.Write(sink.Points));
        Assert.DoesNotContain("IT999E", text, StringComparison.OrdinalIgnoreCase);
        foreach (var member in Sample.Community.Members) Assert.DoesNotContain(member.Name, text, StringComparison.OrdinalIgnoreCase);
        // The hall has two units, so what is said of it without one is of the point itself.
        var number = sink.Points.First(point => point.Minutes == 15 && point.Withdrawn is not null && point.Injected is null).Point;
        // The first quarter of the day begins at midnight in Rome: 2026-01-13T23:00:00Z.
        Assert.Contains(
            $"cer_reading,community=esempio,meter=M1,point={number},unit=0 minutes=15i,quality=1i,withdrawn_kwh=0.123457 1768345200000\n",
            text,
            StringComparison.Ordinal);
        // The first hour: 0.123457 times 1 + 2 + 3 + 4.
        Assert.Contains(
            $"cer_hour,community=esempio,point={number},unit=0 minutes=60i,quality=1i,withdrawn_kwh=1.234570 1768345200000\n",
            text,
            StringComparison.Ordinal);
    }

    private static async Task AssertEqualAsync(SeriesTown town, Influxd server) =>
        Same(await town.ExpectedAsync(), await server.ValuesAsync());

    private static async Task AssertEqualAsync(SeriesTown town, VictoriaMetrics server) =>
        Same(await town.ExpectedAsync(), await server.ValuesAsync());

    private static void Same(SortedDictionary<string, decimal> expected, SortedDictionary<string, decimal> found)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(Lines(expected), Lines(found));

        static IEnumerable<string> Lines(SortedDictionary<string, decimal> values) =>
            values.Select(value => $"{value.Key} {value.Value:0.000000}");
    }

    /// <summary>Dies right after a write was taken.</summary>
    private sealed class DyingSink(ISeriesSink sink, int writes) : ISeriesSink
    {
        private int _left = writes;

        public async Task<SinkAnswer> WriteAsync(IReadOnlyList<SeriesPoint> points, CancellationToken cancellation)
        {
            Assert.IsType<SinkAnswer.Taken>(await sink.WriteAsync(points, cancellation));
            return --_left > 0 ? new SinkAnswer.Taken() : throw new InvalidOperationException("dead");
        }

        public Task<SinkAnswer> RemoveAsync(IReadOnlyList<SeriesPoint> points, CancellationToken cancellation) =>
            sink.RemoveAsync(points, cancellation);
    }

    /// <summary>A sink in memory: of each point the value that came last.</summary>
    private sealed class MemorySink : ISeriesSink
    {
        private readonly Dictionary<(int, int, Domain.Metering.MeterRole?, Instant), SeriesPoint> _points = [];

        public SeriesPoint[] Points => [.. _points.Values];

        public decimal Withdrawn => _points.Values.Sum(point => (point.Withdrawn ?? Energy.Zero).KilowattHours);

        public int Largest { get; private set; }

        public async Task<SinkAnswer> WriteAsync(IReadOnlyList<SeriesPoint> points, CancellationToken cancellation)
        {
            // A slow server: whoever reads first could write last.
            await Task.Delay(Random.Shared.Next(20), cancellation);
            lock (_points)
            {
                Largest = Math.Max(Largest, points.Count);
                foreach (var point in points) _points[(point.Point, point.Unit, point.Meter, point.Start)] = point;
            }

            return new SinkAnswer.Taken();
        }

        public Task<SinkAnswer> RemoveAsync(IReadOnlyList<SeriesPoint> points, CancellationToken cancellation)
        {
            lock (_points)
            {
                foreach (var point in points) _points.Remove((point.Point, point.Unit, point.Meter, point.Start));
            }

            return Task.FromResult<SinkAnswer>(new SinkAnswer.Taken());
        }
    }
}
