using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Interval = NodaTime.Interval;

namespace Cer.Database.Tests;

/// <summary>Readings come back as they were sent, whatever order they were sent in.</summary>
public class ReadingStoreTests(PostgresFixture postgres)
{
    private static readonly LocalDate AutumnChange = new(2026, 10, 25);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_of_25_hours_comes_back_whole_and_only_once()
    {
        var community = await postgres.CommunityAsync();
        Reading[] day = [.. MarketHour.Of(AutumnChange).Select(hour => Sample.Hour(Sample.Hall, hour.Start, 1.2m))];

        Assert.Equal(new AppendCounts(25, 0, 0), await AppendAsync(community, day));
        Assert.Equal(new AppendCounts(0, 25, 0), await AppendAsync(community, day));
        Assert.Equal(day, await LatestAsync(community, MarketHour.SpanOf(AutumnChange)));
        Assert.Equal(25, await postgres.CountAsync(community, "reading"));
    }

    [Fact]
    public async Task A_correction_is_a_revision_and_the_first_word_stays()
    {
        var community = await postgres.CommunityAsync();
        await AppendAsync(community, Sample.Quarter(Sample.Hall, 0, 0.5m), Sample.Quarter(Sample.Hall, 1, 0.6m));

        var counts = await AppendAsync(
            community,
            Sample.Quarter(Sample.Hall, 0, 0.5m),
            Sample.Quarter(Sample.Hall, 1, 0.7m),
            Sample.Quarter(Sample.Hall, 2, 0.8m));

        Assert.Equal(new AppendCounts(1, 1, 1), counts);
        var found = await LatestAsync(community);
        Assert.Equal(
            [Sample.Kwh(0.5m), Sample.Kwh(0.7m), Sample.Kwh(0.8m)], found.Select(reading => reading.Withdrawn));
        Assert.Equal(600_000L, await postgres.AskAsync<long>(
            "select withdrawn_ukwh from core.reading where community_id = $1 and revision = 1 and starts_at = $2",
            community.Value,
            (Sample.Noon + Duration.FromMinutes(15)).ToDateTimeUtc()));
    }

    [Fact]
    public async Task Every_quantity_its_quality_and_what_is_missing_come_back()
    {
        var community = await postgres.CommunityAsync();
        Reading exchange = new()
        {
            Pod = Sample.School,
            Unit = "UP-SCUOLA",
            Start = Sample.Noon,
            Minutes = 15,
            Injected = Sample.Kwh(0.000001m),
            InjectedTotal = Sample.Kwh(4_290_000.5m),
            WithdrawnTotal = Sample.Kwh(7m),
            Quality = Quality.Estimated,
        };
        var produced = exchange with
        {
            Meter = MeterRole.Production,
            Injected = null,
            InjectedTotal = null,
            WithdrawnTotal = null,
            Produced = Energy.Zero,
            ProducedTotal = Sample.Kwh(12m),
            Quality = Quality.Calculated,
        };

        await AppendAsync(community, exchange, produced);

        Assert.Equal([exchange, produced], await LatestAsync(community));
    }

    [Fact]
    public async Task Naming_the_only_unit_of_a_point_and_leaving_it_out_are_one_series()
    {
        var community = await postgres.CommunityAsync();
        var reading = Sample.Quarter(Sample.School, 0, 1m);

        Assert.Equal(new AppendCounts(1, 0, 0), await AppendAsync(community, reading));
        Assert.Equal(new AppendCounts(0, 1, 0), await AppendAsync(community, reading with { Unit = "UP-SCUOLA" }));
    }

    [Fact]
    public async Task The_units_of_a_point_are_series_of_their_own()
    {
        var community = await postgres.CommunityAsync();
        var reading = Sample.Quarter(Sample.Hall, 0, 1m);

        await AppendAsync(community, reading, reading with { Unit = "UP-A" }, reading with { Unit = "UP-B" });

        Assert.Equal([null, "UP-B", "UP-A"], (await LatestAsync(community)).Select(found => found.Unit));
    }

    [Fact]
    public async Task A_point_that_the_registry_does_not_know_is_a_mistake_and_nothing_is_stored()
    {
        var community = await postgres.CommunityAsync();

        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(
            community, Sample.Quarter(Sample.Hall, 0, 1m), Sample.Quarter(Sample.Stranger, 0, 1m)));

        Assert.DoesNotContain(Sample.Stranger.Code, mistake.Message, StringComparison.Ordinal);
        Assert.Equal(0, await postgres.CountAsync(community, "reading"));
    }

    [Fact]
    public async Task The_last_totals_are_those_before_the_instant_of_each_meter()
    {
        var community = await postgres.CommunityAsync();
        var first = Sample.Quarter(Sample.Hall, 0, 1m) with { WithdrawnTotal = Sample.Kwh(100m) };
        var second = Sample.Quarter(Sample.Hall, 1, 1m) with { WithdrawnTotal = Sample.Kwh(101m) };
        var silent = Sample.Quarter(Sample.Hall, 2, 1m);
        await AppendAsync(community, first, second, silent);

        var totals = await postgres.Readings.LastTotalsAsync(
            community,
            [
                new(Sample.Hall, MeterRole.Exchange, silent.Start + Duration.FromMinutes(15)),
                new(Sample.Hall, MeterRole.Exchange, second.Start),
                new(Sample.Hall, MeterRole.Exchange, first.Start),
                new(Sample.Hall, MeterRole.Production, silent.Start),
                new(Sample.Stranger, MeterRole.Exchange, silent.Start),
            ],
            Cancellation);

        Assert.Equal(
            [
                new(Sample.Hall, MeterRole.Exchange, second.Start, silent.Start, null, Sample.Kwh(101m), null),
                new(Sample.Hall, MeterRole.Exchange, first.Start, second.Start, null, Sample.Kwh(100m), null),
            ],
            totals);
    }

    [Fact]
    public async Task A_correction_of_a_person_voids_the_total_of_its_quarter_and_one_of_the_distributor_does_not()
    {
        var community = await postgres.CommunityAsync();
        var first = Sample.Quarter(Sample.School, 0, 1m) with { WithdrawnTotal = Sample.Kwh(100m) };
        var second = Sample.Quarter(Sample.School, 1, 1m) with { WithdrawnTotal = Sample.Kwh(90_000m) };
        await AppendAsync(community, first, second);
        MeterBefore[] asked = [new(Sample.School, MeterRole.Exchange, Sample.Noon + Duration.FromHours(1))];

        await postgres.Readings.AppendAsync(
            community, IntakeSource.Distributor, [Sample.Quarter(Sample.School, 1, 1.5m)], Cancellation);
        Assert.Equal(
            Sample.Kwh(90_000m), (await postgres.Readings.LastTotalsAsync(community, asked, Cancellation))[0].Withdrawn);
        await postgres.Readings.AppendAsync(
            community, IntakeSource.Correction, [Sample.Quarter(Sample.School, 1, 1.4m)], Cancellation);
        Assert.Equal(
            Sample.Kwh(100m), (await postgres.Readings.LastTotalsAsync(community, asked, Cancellation))[0].Withdrawn);
    }

    [Fact]
    public async Task Months_far_apart_have_partitions_and_none_falls_into_the_default_one()
    {
        // In a database apart: while another test reads, a month is put off, and its rows fall into the default one.
        await using var database = await TestDatabase.CreateMigratedAsync();
        var community = (await new CommunityStore(database.App).SaveAsync("c", Sample.Definition, "test", Cancellation)).Community;
        var store = new ReadingStore(database.App, TimeProvider.System);
        Reading[] readings =
        [
            Sample.Hour(Sample.Hall, Instant.FromUtc(2019, 1, 1, 0, 0), 1m),
            Sample.Hour(Sample.Hall, Instant.FromUtc(2026, 2, 28, 23, 0), 1m),
            Sample.Hour(Sample.Hall, Instant.FromUtc(2026, 3, 1, 0, 0), 1m),
        ];
        await store.AppendAsync(community, IntakeSource.Csv, readings, Cancellation);

        var (first, last) = (readings[0].Start, readings[2].Start);
        Assert.Equal(readings, await LatestAsync(store, community, new(first, last + Duration.FromHours(1))));
        Assert.Equal((first, last), await store.ExtentAsync(community, Cancellation));
        Assert.Equal(0L, await CountAsync("reading_default"));
        Assert.Equal(1L, await CountAsync("reading_2026_02"));

        async Task<object?> CountAsync(string table)
        {
            await using var command = database.Admin.CreateCommand($"select count(*) from core.{table}");
            return await command.ExecuteScalarAsync(Cancellation);
        }
    }

    [Fact]
    public void Whatever_is_sent_in_whatever_batches_the_last_word_of_each_series_counts() =>
        Prop.ForAll(
            Gen.Choose(0, 5).SelectMany(_ => Gen.Choose(0, 2), (quarter, amount) => (quarter, amount))
                .ListOf().Select(words => words.ToArray()).ToArbitrary(),
            words => LastWordCountsAsync(words).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private async Task<bool> LastWordCountsAsync((int Quarter, int Amount)[] words)
    {
        var community = await postgres.CommunityAsync();
        var known = new SortedDictionary<int, int>();
        var (added, unchanged, corrected) = (0, 0, 0);
        foreach (var (quarter, amount) in words)
        {
            if (!known.TryGetValue(quarter, out var before)) added++;
            else if (before == amount) unchanged++;
            else corrected++;
            known[quarter] = amount;
        }

        Reading[] readings = [.. words.Select(word => Sample.Quarter(Sample.Hall, word.Quarter, word.Amount))];
        var counts = await AppendAsync(community, readings[..(readings.Length / 2)])
            + await AppendAsync(community, readings[(readings.Length / 2)..]);
        Reading[] expected = [.. known.Select(word => Sample.Quarter(Sample.Hall, word.Key, word.Value))];
        var found = await LatestAsync(community);
        return counts == new AppendCounts(added, unchanged, corrected) && Enumerable.SequenceEqual(expected, found);
    }

    private Task<AppendCounts> AppendAsync(CommunityId community, params Reading[] readings) =>
        postgres.Readings.AppendAsync(community, IntakeSource.Csv, readings, Cancellation);

    private Task<Reading[]> LatestAsync(CommunityId community, Interval? span = null) =>
        LatestAsync(postgres.Readings, community, span ?? new(Sample.Noon, Sample.Noon + Duration.FromDays(1)));

    private static async Task<Reading[]> LatestAsync(ReadingStore store, CommunityId community, Interval span)
    {
        var found = new List<Reading>();
        await foreach (var reading in store.LatestAsync(community, span, Cancellation)) found.Add(reading);
        return [.. found];
    }
}
