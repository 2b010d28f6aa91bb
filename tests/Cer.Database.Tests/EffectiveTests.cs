using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Truth;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Interval = NodaTime.Interval;

namespace Cer.Database.Tests;

/// <summary>Of several readings of one interval the best class stands, whatever came last.</summary>
public class EffectiveTests(PostgresFixture postgres)
{
    private static readonly Instant Noon = Sample.Noon;
    private static readonly Interval Hours = new(Noon, Noon + Duration.FromHours(2));
    private static readonly LocalDate Day = new(2026, 1, 14);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PrecedenceStore Decided => new(postgres.App);

    [Fact]
    public async Task A_device_that_comes_after_the_distributor_changes_nothing_and_a_correction_does()
    {
        var community = await postgres.CommunityAsync();
        await SendAsync(community, IntakeSource.Distributor, Sample.Quarter(Sample.School, 0, 2m));
        Assert.Equal(
            new AppendCounts(0, 0, 1), await SendAsync(community, IntakeSource.Mqtt, Sample.Quarter(Sample.School, 0, 5m)));
        Assert.Equal(Sample.Kwh(2m), await NoonAsync(community));
        await SendAsync(community, IntakeSource.Correction, Sample.Quarter(Sample.School, 0, 3m));
        Assert.Equal(Sample.Kwh(3m), await NoonAsync(community));
        await SendAsync(community, IntakeSource.Distributor, Sample.Quarter(Sample.School, 0, 4m));
        Assert.Equal(Sample.Kwh(3m), await NoonAsync(community));
    }

    [Fact]
    public async Task An_accepted_zero_gives_way_to_a_measure_and_an_estimate_never_takes_its_place()
    {
        var community = await postgres.CommunityAsync();
        var zero = Sample.Quarter(Sample.School, 0, 0m) with { Quality = Quality.Calculated };
        await SendAsync(community, IntakeSource.Person, zero);
        Assert.Equal(Energy.Zero, await NoonAsync(community));
        await SendAsync(community, IntakeSource.Mqtt, Sample.Quarter(Sample.School, 0, 5m));
        Assert.Equal(Sample.Kwh(5m), await NoonAsync(community));
        await SendAsync(community, IntakeSource.Distributor, zero with { Withdrawn = Sample.Kwh(9m), Quality = Quality.Estimated });
        Assert.Equal(Sample.Kwh(5m), await NoonAsync(community));
    }

    [Fact]
    public async Task The_same_value_is_news_from_another_class_and_a_repeat_from_its_own()
    {
        var community = await postgres.CommunityAsync();
        var quarter = Sample.Quarter(Sample.School, 0, 1m);
        Assert.Equal(new AppendCounts(1, 0, 0), await SendAsync(community, IntakeSource.Distributor, quarter));
        Assert.Equal(new AppendCounts(0, 0, 1), await SendAsync(community, IntakeSource.Mqtt, quarter));
        Assert.Equal(new AppendCounts(0, 1, 0), await SendAsync(community, IntakeSource.Mqtt, quarter));
        Assert.Equal(new AppendCounts(0, 1, 0), await SendAsync(community, IntakeSource.Rest, quarter));
        Assert.Equal(new AppendCounts(0, 1, 0), await SendAsync(community, IntakeSource.Distributor, quarter));
        Assert.Equal(2, await postgres.CountAsync(community, "reading"));
    }

    [Fact]
    public async Task A_decision_holds_from_its_day_for_its_point_and_touches_the_days_it_may_change()
    {
        var community = await postgres.CommunityAsync();
        await SendAsync(community, IntakeSource.Distributor, Sample.Quarter(Sample.School, 0, 2m), Sample.Quarter(Sample.Hall, 0, 2m));
        await SendAsync(community, IntakeSource.Mqtt, Sample.Quarter(Sample.School, 0, 5m), Sample.Quarter(Sample.Hall, 0, 5m));
        await using (var forget = postgres.Database.Admin.CreateCommand($"delete from core.touched where community_id = {community.Value}"))
            await forget.ExecuteNonQueryAsync(Cancellation);
        var school = await postgres.AskAsync<int>(
            "select id from core.pod where community_id = $1 and code = $2", community.Value, Sample.School.Code);

        Assert.Null(await DecideAsync(community, 1_000_000, Day));
        Assert.Equal(1, await DecideAsync(community, school, Day.PlusDays(1)));
        Assert.Equal(Sample.Kwh(2m), await NoonAsync(community));
        Assert.Equal(0, await postgres.CountAsync(community, "touched"));
        Assert.Equal(2, await DecideAsync(community, school, Day));
        Assert.Equal((Sample.Kwh(5m), Sample.Kwh(2m)), (await NoonAsync(community), await NoonAsync(community, Sample.Hall)));
        Assert.Equal(1, await postgres.CountAsync(community, "touched"));

        // That of a point goes before that of all, even when it is older.
        Assert.Equal(3, await Decided.AddAsync(community, null, Day, Precedence.Usual, "perché", "chi", Noon, Cancellation));
        Assert.Equal(Sample.Kwh(5m), await NoonAsync(community));
        Assert.Equal(4, await Decided.AddAsync(community, school, Day, Precedence.Usual, "perché", "chi", Noon, Cancellation));
        Assert.Equal(Sample.Kwh(2m), await NoonAsync(community));
    }

    [Fact]
    public async Task Quarters_stand_before_the_hour_of_their_class_once_all_four_are_there()
    {
        var community = await postgres.CommunityAsync();
        await SendAsync(community, IntakeSource.Csv, Sample.Hour(Sample.School, Noon, 4m));
        await SendAsync(community, IntakeSource.Csv, [.. Enumerable.Range(0, 3).Select(i => Sample.Quarter(Sample.School, i, 2m))]);
        Assert.Equal([(60, 4m)], await RowsAsync(community));
        await SendAsync(community, IntakeSource.Csv, Sample.Quarter(Sample.School, 3, 2m));
        // The hour alone tells of an injection, so it is told as an hour, with the sum of the quarters.
        Assert.Equal([(60, 8m)], await RowsAsync(community));
        await SendAsync(community, IntakeSource.Distributor, Sample.Hour(Sample.School, Noon, 5m));
        Assert.Equal([(60, 5m)], await RowsAsync(community));
    }

    [Fact]
    public void Whatever_classes_say_in_whatever_order_what_stands_is_what_the_rule_says() =>
        Prop.ForAll(Acts().ToArbitrary(), acts => HoldsAsync(acts).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(40));

    private static Gen<Act[]> Acts()
    {
        var word =
            from source in Gen.Elements(
                IntakeSource.Mqtt, IntakeSource.Csv, IntakeSource.Distributor, IntakeSource.Person, IntakeSource.Correction)
            from quality in Gen.Elements(Quality.Measured, Quality.Measured, Quality.Estimated, Quality.Calculated)
            from place in Gen.Choose(0, 9)
            from withdrawn in Gen.Choose(-2, 5)
            from injected in Gen.Choose(-3, 3)
            select new Act(source, quality, place, withdrawn < 0 ? null : withdrawn, injected < 0 ? null : injected, false, null, 0, false);
        var back =
            from source in Gen.Elements(IntakeSource.Distributor, IntakeSource.Person, IntakeSource.Correction)
            from quality in Gen.Elements(Quality.Measured, Quality.Estimated)
            from place in Gen.Choose(0, 9)
            select new Act(source, quality, place, null, null, true, null, 0, false);
        var policy =
            from order in Gen.Shuffle(Precedence.Usual.ToArray())
            from days in Gen.Choose(-2, 1)
            from all in Gen.Elements(true, false)
            select new Act(default, default, 0, null, null, false, order, days, all);
        return Gen.Frequency((12, word), (2, back), (1, policy)).ListOf().Select(acts => acts.ToArray());
    }

    private async Task HoldsAsync(Act[] acts)
    {
        var community = await postgres.CommunityAsync();
        var school = await postgres.AskAsync<int>(
            "select id from core.pod where community_id = $1 and code = $2", community.Value, Sample.School.Code);
        var clock = Instant.FromUtc(2026, 2, 1, 0, 0);
        var store = new ReadingStore(postgres.App, new FixedClock(() => clock));
        foreach (var act in acts)
        {
            clock += Duration.FromMinutes(1);
            if (act.Order is { } order)
            {
                await Decided.AddAsync(
                    community, act.IsOfAll ? null : school, Day.PlusDays(act.Days), order, "perché", "chi", clock, Cancellation);
            }
            else if (act.IsBack) await TakeBackAsync(community, school, act, clock);
            else if (act.Withdrawn is not null || act.Injected is not null)
                await store.AppendAsync(community, act.Source, [act.Reading], Cancellation);
        }

        Assert.Equal(Oracle.Of(acts), await HoursAsync(store.LatestAsync(community, Hours, Cancellation)));
        var half = acts.Length / 2;
        var then = Instant.FromUtc(2026, 2, 1, 0, 0) + Duration.FromMinutes(half);
        Assert.Equal(Oracle.Of(acts[..half]), await HoursAsync(store.KnownAtAsync(community, Hours, then, Cancellation)));
    }

    /// <summary>What stands, told so that an hour and its four quarters are the same: by hour, quantity.</summary>
    private static async Task<string[]> HoursAsync(IAsyncEnumerable<Reading> readings)
    {
        var lines = new List<string>();
        await foreach (var one in readings)
        {
            var minute = (one.Start - Noon).TotalMinutes;
            lines.Add(FormattableString.Invariant(
                $"{minute} {one.Minutes} {one.Withdrawn?.MicroKilowattHours} {one.Injected?.MicroKilowattHours} {one.Quality}"));
        }

        return [.. lines];
    }

    private async Task TakeBackAsync(CommunityId community, int point, Act act, Instant at)
    {
        await using var command = postgres.App.CreateCommand("""
            insert into core.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision, received_at,
              ingest_id, source, quality)
            select community_id, pod_id, starts_at, unit_id, meter, $4, max(revision) + 1, $5, 0, $6, $7
            from core.reading where community_id = $1 and pod_id = $2 and starts_at = $3 group by 1, 2, 3, 4, 5
            """);
        object[] values =
        [
            community.Value, point, act.Reading.Start.ToDateTimeUtc(), (short)act.Reading.Minutes, at.ToDateTimeUtc(),
            Words.Of(act.Source), CodeLists.Qualities.Word(act.Quality),
        ];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private Task<int?> DecideAsync(CommunityId community, int point, LocalDate from) => Decided.AddAsync(
        community,
        point,
        from,
        [ReadingClass.Device, ReadingClass.Correction, ReadingClass.Distributor, ReadingClass.Estimate],
        "Il contatore del distributore è guasto",
        "chi",
        Noon,
        Cancellation);

    private Task<AppendCounts> SendAsync(CommunityId community, IntakeSource source, params Reading[] readings) =>
        postgres.Readings.AppendAsync(community, source, readings, Cancellation);

    private async Task<Energy?> NoonAsync(CommunityId community, Pod? point = null)
    {
        await foreach (var one in postgres.Readings.LatestAsync(community, Hours, Cancellation))
            if (one.Start == Noon && one.Pod == (point ?? Sample.School)) return one.Withdrawn;
        return null;
    }

    private async Task<(int, decimal)[]> RowsAsync(CommunityId community)
    {
        var rows = new List<(int, decimal)>();
        await foreach (var one in postgres.Readings.LatestAsync(community, Hours, Cancellation))
            rows.Add((one.Minutes, one.Withdrawn!.Value.MicroKilowattHours / 1_000_000m));
        return [.. rows];
    }

    /// <summary>A row that is sent or taken back, or a decision.</summary>
    internal sealed record Act(
        IntakeSource Source,
        Quality Quality,
        int Place,
        int? Withdrawn,
        int? Injected,
        bool IsBack,
        ReadingClass[]? Order,
        int Days,
        bool IsOfAll)
    {
        /// <summary>Places 0 to 7 are quarters of two hours, 8 and 9 the hours.</summary>
        public Reading Reading => new()
        {
            Pod = Sample.School,
            Start = Noon + Duration.FromMinutes(Place < 8 ? 15 * Place : 60 * (Place - 8)),
            Minutes = Place < 8 ? 15 : 60,
            Withdrawn = Withdrawn is { } w ? Energy.FromMicroKilowattHours(w) : null,
            Injected = Injected is { } i ? Energy.FromMicroKilowattHours(i) : null,
            Quality = Quality,
        };
    }

    /// <summary>The rule, said again in another way: by looking every word up from the end of the acts.</summary>
    private static class Oracle
    {
        public static string[] Of(Act[] acts)
        {
            var order = acts.LastOrDefault(act => act is { Order: not null, IsOfAll: false, Days: <= 0 })?.Order
                ?? acts.LastOrDefault(act => act is { Order: not null, IsOfAll: true, Days: <= 0 })?.Order
                ?? [ReadingClass.Correction, ReadingClass.Distributor, ReadingClass.Device, ReadingClass.Estimate];
            var lines = new List<string>();
            for (var hour = 0; hour < 2; hour++)
            {
                var whole = Stand(acts, order, 8 + hour);
                var quarters = Enumerable.Range(4 * hour, 4).Select(place => Stand(acts, order, place)).ToArray();
                if (whole.All(one => one is null))
                {
                    for (var i = 0; i < 4; i++) Tell(lines, (60 * hour) + (15 * i), 15, quarters[i]);
                    continue;
                }

                bool[] byQuarters = [.. Enumerable.Range(0, 2).Select(q => quarters.All(one =>
                    one[q] is { } word && (whole[q] is not { } of || word.Place <= of.Place)))];
                if (Enumerable.Range(0, 2).All(q => whole[q] is null || byQuarters[q]))
                {
                    for (var i = 0; i < 4; i++) Tell(lines, (60 * hour) + (15 * i), 15, quarters[i]);
                    continue;
                }

                Tell(lines, 60 * hour, 60, [.. Enumerable.Range(0, 2).Select(q => byQuarters[q]
                    ? (quarters.Sum(one => one[q]!.Value.Value), 0, quarters.Max(one => one[q]!.Value.Quality))
                    : whole[q])]);
            }

            return [.. lines];
        }

        private static void Tell(List<string> lines, int minute, int minutes, (int Value, int Place, Quality Quality)?[] row)
        {
            if (row.All(one => one is null)) return;
            var quality = row.Max(one => one?.Quality ?? Quality.Measured);
            lines.Add(FormattableString.Invariant($"{minute} {minutes} {row[0]?.Value} {row[1]?.Value} {quality}"));
        }

        /// <summary>Of an interval, withdrawal and injection: the value, how far its class goes before others, the quality.</summary>
        private static (int Value, int Place, Quality Quality)?[] Stand(Act[] acts, ReadingClass[] order, int place)
        {
            var found = new (int, int, Quality)?[2];
            for (var rank = order.Length - 1; rank >= 0; rank--)
            {
                var (told, quality) = (new int?[2], Quality.Measured);
                foreach (var act in acts.Where((act, i) => act.Place == place && act.Order is null && ClassOf(act) == order[rank]
                    && (act.Withdrawn is not null || act.Injected is not null
                        || (act.IsBack && acts[..i].Any(before => IsTold(before, act))))))
                {
                    if (act.IsBack) told = new int?[2];
                    else if (act.Source is IntakeSource.Mqtt or IntakeSource.Csv) told = [act.Withdrawn, act.Injected];
                    else told = [act.Withdrawn ?? told[0], act.Injected ?? told[1]];
                    quality = act.Quality;
                }

                for (var q = 0; q < 2; q++)
                    if (told[q] is { } value) found[q] = (value, rank, quality);
            }

            return found;
        }

        // Nothing is taken back where no row of the start is: the first quarter and the hour share theirs.
        private static bool IsTold(Act before, Act act) =>
            before.Order is null && !before.IsBack && before.Reading.Start == act.Reading.Start
            && (before.Withdrawn is not null || before.Injected is not null);

        private static ReadingClass ClassOf(Act act) => act switch
        {
            { Source: IntakeSource.Correction } => ReadingClass.Correction,
            { Quality: not Quality.Measured } => ReadingClass.Estimate,
            { Source: IntakeSource.Person } => ReadingClass.Correction,
            { Source: IntakeSource.Distributor } => ReadingClass.Distributor,
            _ => ReadingClass.Device,
        };
    }
}
