using System.Text;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>A curve file is applied whole, once, and taken back to what was there before.</summary>
public class CurveStoreTests(PostgresFixture postgres)
{
    private static readonly LocalDate Day = new(2026, 1, 14);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CurveStore Store => new(postgres.App);

    private ImportCurves Import => new(postgres.Communities, Store, TimeProvider.System);

    [Fact]
    public async Task A_dry_run_counts_and_stores_nothing_and_applying_does_what_it_said()
    {
        var community = await postgres.CommunityAsync();
        // The noon quarter gives something, too; the next one is known as the file has it.
        await AppendAsync(
            community,
            Sample.Quarter(Sample.School, 0, 9m) with { Injected = Sample.Kwh(0.125m), WithdrawnTotal = Sample.Kwh(77m) },
            Sample.Quarter(Sample.School, 1, 0.25m));
        var upload = Upload(Row(Day, 95, "0,25"));

        var report = await Import.CheckAsync(community, upload, Cancellation);
        Assert.Equal(
            new CurvePlanDay(Sample.School, Day, Added: 93, Unchanged: 1, Changed: 1, Missing: 1), Assert.Single(report.Days));
        Assert.Equal(2, await postgres.CountAsync(community, "reading"));
        Assert.Equal(0, await postgres.CountAsync(community, "curve_import"));

        var applied = await Import.ApplyAsync(community, upload, "chi", confirmed: false, Cancellation);
        Assert.Equal((93, 1, 1), (applied.Added, applied.Unchanged, applied.Changed));
        Assert.NotNull(applied.Import);
        // The quarter that was known as the file has it is the distributor's word now, too.
        Assert.Equal(2 + 95, await postgres.CountAsync(community, "reading"));
        var noon = (await LatestAsync(community)).Single(reading => reading.Start == Sample.Noon);
        Assert.Equal(
            (Sample.Kwh(0.25m), Sample.Kwh(0.125m), Sample.Kwh(77m)),
            (noon.Withdrawn!.Value, noon.Injected!.Value, noon.WithdrawnTotal!.Value));
        Assert.Equal(95L, await postgres.AskAsync<long>(
            "select count(*) from core.reading where community_id = $1 and source = 'distributor' and quality = 'measured'",
                community.Value));
        var listed = Assert.Single(await Store.ListAsync(community, 10, Cancellation));
        Assert.Equal(
            (applied.Import!.Value, "curve.csv", CurveDirection.Withdrawn, 1, Day, Day, new AppendCounts(93, 1, 1), "chi", null),
            (listed.Id, listed.FileName, listed.Direction, listed.Points, listed.From, listed.To, listed.Counts, listed.Who,
                listed.UndoneBy));
    }

    [Fact]
    public async Task The_same_file_is_applied_once_until_it_is_taken_back()
    {
        var community = await postgres.CommunityAsync();
        var upload = Upload(Row(Day, 96));
        var first = await ApplyAsync(community, upload);
        var again = await Import.ApplyAsync(community, upload, "chi", confirmed: false, Cancellation);
        Assert.Equal((null, first), (again.Import, again.AppliedBefore));
        Assert.Equal(first, (await Import.CheckAsync(community, upload, Cancellation)).AppliedBefore);
        Assert.NotNull(await ApplyAsync(community, upload with { Direction = CurveDirection.Injected }));

        Assert.IsType<CurveUndoOutcome.Unknown>(await UndoAsync(community, first!.Value + 1000));
        var other = await postgres.CommunityAsync();
        Assert.IsType<CurveUndoOutcome.Unknown>(await UndoAsync(other, first.Value));
    }

    [Fact]
    public async Task What_was_missing_is_missing_again_and_its_days_are_made_again()
    {
        var community = await postgres.CommunityAsync();
        await AppendAsync(community, Sample.Quarter(Sample.School, 0, 1m), Sample.Quarter(Sample.School, 4, 2m));
        var (before, gaps) = (await LatestAsync(community), await GapsAsync(community));
        var import = await ApplyAsync(community, Upload(Row(Day, 96)));
        Assert.NotEqual(gaps, await GapsAsync(community));
        var touched = await postgres.CountAsync(community, "touched");

        Assert.Equal(new CurveUndoOutcome.Done(96), await UndoAsync(community, import!.Value));
        Assert.Equal(before, await LatestAsync(community));
        Assert.Equal(gaps, await GapsAsync(community));
        Assert.Equal(touched + 1, await postgres.CountAsync(community, "touched"));
        Assert.Equal(2 + 96 + 96, await postgres.CountAsync(community, "reading"));
        Assert.IsType<CurveUndoOutcome.Before>(await UndoAsync(community, import.Value));
        Assert.Equal("altri", Assert.Single(await Store.ListAsync(community, 10, Cancellation)).UndoneBy);

        var report = await Import.ApplyAsync(community, Upload(Row(Day, 96)), "chi", confirmed: false, Cancellation);
        Assert.Equal((94, 0, 2), (report.Added, report.Unchanged, report.Changed));
    }

    [Fact]
    public async Task An_import_on_which_another_stands_is_not_taken_back_and_a_sentence_says_how_much()
    {
        var community = await postgres.CommunityAsync();
        var import = await ApplyAsync(community, Upload(Row(Day, 96)));
        var cells = string.Join(';', Enumerable.Range(0, 96).Select(i => i is 44 or 51 ? "3" : "0,5"));
        var later = await ApplyAsync(community, Upload($"{Text(Day)};{cells}"));
        var covered = Assert.IsType<CurveUndoOutcome.Covered>(await UndoAsync(community, import!.Value));
        Assert.Equal(
            "Found 2 quarters that were changed again after this import, expected none: undo what came later first.",
            covered.Sentence);
        Assert.Equal(0, await postgres.CountAsync(community, "curve_undo"));

        // The later one is undone: where both said the same, the first still says it.
        Assert.Equal(new CurveUndoOutcome.Done(2), await UndoAsync(community, later!.Value));
        Assert.All(await LatestAsync(community), reading => Assert.Equal(Sample.Kwh(0.5m), reading.Withdrawn));
        Assert.Equal(new CurveUndoOutcome.Done(96), await UndoAsync(community, import.Value));
        Assert.Empty(await LatestAsync(community));
    }

    [Fact]
    public async Task What_another_file_says_as_well_stands_until_that_one_is_taken_back_too()
    {
        var community = await postgres.CommunityAsync();
        var first = await ApplyAsync(community, Upload(Row(Day, 96)));
        var second = await ApplyAsync(community, Upload($"{Row(Day, 96)}\n{Row(Day.PlusDays(1), 96)}"));
        var before = await LatestAsync(community);
        Assert.Equal(new CurveUndoOutcome.Done(0), await UndoAsync(community, first!.Value));
        Assert.Equal(before, await LatestAsync(community));
        Assert.Equal(new CurveUndoOutcome.Done(192), await UndoAsync(community, second!.Value));
        Assert.Empty(await LatestAsync(community));
    }

    [Fact]
    public void Whatever_is_imported_and_taken_back_the_newest_file_that_stands_is_what_stands()
    {
        var act = from direction in Gen.Elements(CurveDirection.Withdrawn, CurveDirection.Injected)
                  from undo in Gen.Choose(0, 5)
                  from cells in Gen.Choose(-1, 1).ArrayOf(6)
                  where cells.Any(cell => cell >= 0)
                  select (direction, undo, cells);
        Prop.ForAll(act.ArrayOf(9).ToArbitrary(), acts => StandsAsync(acts).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    [Fact]
    public async Task What_a_device_says_after_the_distributor_changes_nothing_and_is_there_when_the_file_is_taken_back()
    {
        var community = await postgres.CommunityAsync();
        var import = await ApplyAsync(community, Upload(Row(Day, 96)));
        var validated = await LatestAsync(community);
        await AppendAsync(community, Sample.Quarter(Sample.School, 0, 3m));
        Assert.Equal(validated, await LatestAsync(community));

        Assert.Equal(new CurveUndoOutcome.Done(96), await UndoAsync(community, import!.Value));
        Assert.Equal(Sample.Kwh(3m), Assert.Single(await LatestAsync(community)).Withdrawn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_files_of_both_directions_stand_beside_each_other_and_either_is_taken_back_first(bool isOlderFirst)
    {
        var community = await postgres.CommunityAsync();
        var withdrawn = await ApplyAsync(community, Upload(Row(Day, 96)));
        var injected = await ApplyAsync(
            community, Upload(Row(Day, 96, "0,75")) with { Direction = CurveDirection.Injected });
        Assert.Equal((Sample.Kwh(0.5m), Sample.Kwh(0.75m)), await NoonAsync());

        Assert.Equal(new CurveUndoOutcome.Done(96), await UndoAsync(community, (isOlderFirst ? withdrawn : injected)!.Value));
        Assert.Equal(isOlderFirst ? (null, Sample.Kwh(0.75m)) : (Sample.Kwh(0.5m), (Energy?)null), await NoonAsync());
        Assert.Equal(new CurveUndoOutcome.Done(96), await UndoAsync(community, (isOlderFirst ? injected : withdrawn)!.Value));
        Assert.Empty(await LatestAsync(community));

        async Task<(Energy?, Energy?)> NoonAsync()
        {
            var noon = (await LatestAsync(community)).Single(reading => reading.Start == Sample.Noon);
            return (noon.Withdrawn, noon.Injected);
        }
    }

    [Fact]
    public async Task Quarters_of_an_hour_that_a_device_told_whole_take_its_place_and_give_it_back()
    {
        var community = await postgres.CommunityAsync();
        await AppendAsync(community, Sample.Hour(Sample.School, Sample.Noon, 1m) with { Injected = null });
        var report = await Import.ApplyAsync(community, Upload(Row(Day, 96)), "chi", confirmed: false, Cancellation);
        Assert.Equal((92, 0, 4), (report.Added, report.Unchanged, report.Changed));
        var readings = await LatestAsync(community);
        Assert.Equal((96, 15), (readings.Count, readings.Max(reading => reading.Minutes)));
        Assert.All(readings, reading => Assert.Equal(Sample.Kwh(0.5m), reading.Withdrawn));

        await UndoAsync(community, report.Import!.Value);
        Assert.Equal((60, Sample.Kwh(1m)), Assert.Single(
            (await LatestAsync(community)).Select(reading => (reading.Minutes, reading.Withdrawn!.Value))));
    }

    [Theory]
    [InlineData(2098)]
    [InlineData(2018)]
    public async Task A_day_that_no_curve_can_be_of_is_refused_and_makes_no_room(int year)
    {
        var community = await postgres.CommunityAsync();
        var upload = Upload($"{Row(Day, 96)}\n{Row(new(year, 7, 14), 96)}");
        var import = new ImportCurves(postgres.Communities, Store, new FixedClock(() => Instant.FromUtc(2026, 1, 31, 23, 30)));
        var report = await import.ApplyAsync(community, upload, "chi", confirmed: false, Cancellation);
        Assert.Null(report.Import);
        // It is past midnight in Rome.
        var sentence = $"curve.csv:4: day: found {year}-07-14, expected a day from 2019-01-01 to 2026-02-01";
        Assert.Equal(sentence, Assert.Single(report.Faults.Faults).ToString());
        Assert.Equal(
            sentence, Assert.Single((await import.CheckAsync(community, upload, Cancellation)).Faults.Faults).ToString());
        Assert.Equal(0, await postgres.CountAsync(community, "reading"));
        Assert.True(await postgres.AskAsync<bool>($"select to_regclass('core.reading_{year}_07') is null"));
    }

    [Fact]
    public async Task A_file_that_does_not_fit_the_community_is_refused_whole()
    {
        var community = await postgres.CommunityAsync();
        Assert.Equal(
            "curve.csv:3: POD: found a point that the community does not know, expected one of its points",
            await FaultAsync(community, Upload(Row(Day, 96), Sample.Stranger)));
        Assert.Equal(
            "curve.csv:3: POD: found an injection at a point with 2 plants, expected a point with one plant",
            await FaultAsync(community, Upload(Row(Day, 96), Sample.Hall) with { Direction = CurveDirection.Injected }));
        Assert.Equal(0, await postgres.CountAsync(community, "reading"));
    }

    [Fact]
    public async Task A_day_that_can_be_read_in_two_ways_is_stored_only_when_a_person_agrees()
    {
        var community = await postgres.CommunityAsync();
        var upload = Upload(Row(new(2026, 10, 25), 96));
        var refused = await Import.ApplyAsync(community, upload, "chi", confirmed: false, Cancellation);
        Assert.Equal((null, true), (refused.Import, refused.NeedsConfirmation));
        Assert.Equal(0, await postgres.CountAsync(community, "reading"));
        Assert.Equal(96, (await Import.ApplyAsync(community, upload, "chi", confirmed: true, Cancellation)).Added);
    }

    [Fact]
    public void Whatever_was_there_taking_an_import_back_restores_it()
    {
        var quarter = Gen.Choose(-1, 3).Select(value => (long)value);
        var cases = from file in quarter.ArrayOf(96)
                    from known in quarter.ArrayOf(96)
                    from given in quarter.ArrayOf(96)
                    where file.Any(value => value >= 0)
                    select (file, known, given);
        Prop.ForAll(cases.ToArbitrary(), one => RestoresAsync(one.file, one.known, one.given).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    private async Task StandsAsync((CurveDirection Direction, int Undo, int[] Cells)[] acts)
    {
        var community = await postgres.CommunityAsync();
        var imports = new List<(long Id, CurveDirection Direction, int[] Cells)>();
        var start = MarketHour.StartOf(Day);
        foreach (var (place, act) in acts.Index())
        {
            if (act.Undo >= 3 && imports.Count > 0)
            {
                var one = imports[place % imports.Count];
                var outcome = await UndoAsync(community, one.Id);
                // It is refused only where a later file of its direction has told another value.
                var rivals = imports.Where(other => other.Id > one.Id && other.Direction == one.Direction);
                if (outcome is CurveUndoOutcome.Covered)
                    Assert.Contains(rivals, other => one.Cells.Zip(other.Cells).Any(cell => cell.First >= 0 && cell.Second >= 0));
                else imports.Remove(one);
            }
            else
            {
                var cells = string.Join(';', act.Cells.Select(cell => cell < 0 ? "" : $"{cell}"));
                // A row that is there to make each file another one.
                var own = $"{Text(Day.PlusDays(1 + place))};1{new string(';', 95)}";
                var id = await ApplyAsync(
                    community, Upload($"{Text(Day)};{cells}{new string(';', 90)}\n{own}") with { Direction = act.Direction });
                imports.Add((id!.Value, act.Direction, act.Cells));
            }

            var stands = (await LatestAsync(community)).ToDictionary(reading => reading.Start);
            for (var i = 0; i < 6; i++)
            {
                var reading = stands.GetValueOrDefault(start + Duration.FromMinutes(15 * i));
                Assert.Equal(Said(CurveDirection.Withdrawn, i), reading?.Withdrawn);
                Assert.Equal(Said(CurveDirection.Injected, i), reading?.Injected);
            }
        }

        foreach (var one in Enumerable.Reverse(imports)) Assert.IsType<CurveUndoOutcome.Done>(await UndoAsync(community, one.Id));
        Assert.Empty(await LatestAsync(community));

        Energy? Said(CurveDirection direction, int place)
        {
            var told = imports.Where(one => one.Direction == direction && one.Cells[place] >= 0).ToList();
            return told.Count == 0 ? null : Sample.Kwh(told[^1].Cells[place]);
        }
    }

    private async Task RestoresAsync(long[] file, long[] known, long[] given)
    {
        var community = await postgres.CommunityAsync();
        var start = MarketHour.StartOf(Day);
        Reading[] readings =
        [
            .. Enumerable.Range(0, 96).Where(i => known[i] >= 0 || given[i] >= 0).Select(i => new Reading
            {
                Pod = Sample.School,
                Start = start + Duration.FromMinutes(15 * i),
                Minutes = 15,
                Withdrawn = known[i] < 0 ? null : Sample.Kwh(known[i]),
                Injected = given[i] < 0 ? null : Sample.Kwh(given[i]),
            }),
        ];
        if (readings.Length > 0) await AppendAsync(community, readings);
        var before = await LatestAsync(community);
        var cells = string.Join(';', file.Select(value => value < 0 ? "" : $"{value}"));
        var import = await ApplyAsync(community, Upload($"{Text(Day)};{cells}"));
        var after = (await LatestAsync(community)).ToDictionary(reading => reading.Start, reading => reading.Withdrawn);
        for (var i = 0; i < 96; i++)
        {
            var value = file[i] >= 0 ? file[i] : known[i];
            Assert.Equal(
                value < 0 ? null : Sample.Kwh(value), after.GetValueOrDefault(start + Duration.FromMinutes(15 * i)));
        }

        Assert.IsType<CurveUndoOutcome.Done>(await UndoAsync(community, import!.Value));
        Assert.Equal(before, await LatestAsync(community));
    }

    private async Task<string> FaultAsync(CommunityId community, CurveUpload upload)
    {
        var report = await Import.ApplyAsync(community, upload, "chi", confirmed: false, Cancellation);
        Assert.Null(report.Import);
        return Assert.Single(report.Faults.Faults).ToString();
    }

    private async Task<long?> ApplyAsync(CommunityId community, CurveUpload upload)
    {
        var report = await Import.ApplyAsync(community, upload, "chi", confirmed: false, Cancellation);
        Assert.True(report.Faults.IsEmpty, string.Join('\n', report.Faults.Faults));
        return report.Import;
    }

    private Task<CurveUndoOutcome> UndoAsync(CommunityId community, long import) =>
        Import.UndoAsync(community, import, "altri", Cancellation);

    private Task<AppendCounts> AppendAsync(CommunityId community, params Reading[] readings) =>
        postgres.Readings.AppendAsync(community, IntakeSource.Csv, readings, Cancellation);

    private async Task<IReadOnlyList<Reading>> LatestAsync(CommunityId community) => await postgres.Readings
        .LatestAsync(community, MarketHour.SpanOf(Day), Cancellation).ToListAsync(Cancellation);

    private async Task<IReadOnlyList<Gap>> GapsAsync(CommunityId community) =>
        await new GapStore(postgres.App).FindAsync(community, MarketHour.StartOf(Day.PlusDays(1)), Cancellation);

    private static CurveUpload Upload(string rows, Pod? pod = null)
    {
        var labels = Enumerable.Range(0, 96).Select(i => $"{i / 4:00}:{i % 4 * 15:00}-");
        var text = $"POD;{(pod ?? Sample.School).Code}\nGiorno;{string.Join(';', labels)}\n{rows}\n";
        return new("curve.csv", Encoding.UTF8.GetBytes(text), CurveDirection.Withdrawn, null);
    }

    private static string Row(LocalDate day, int count, string value = "0,5") =>
        $"{Text(day)};{string.Join(';', Enumerable.Repeat(value, count))}{new string(';', 96 - count)}";

    private static string Text(LocalDate day) => $"{day.Day:00}/{day.Month:00}/{day.Year}";
}
