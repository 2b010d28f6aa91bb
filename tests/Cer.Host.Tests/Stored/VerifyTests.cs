using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Interval = NodaTime.Interval;

namespace Cer.Host.Tests.Stored;

/// <summary>A kept run comes out the same again, whatever arrived since, however it was made.</summary>
public class VerifyTests
{
    private static readonly Instant Later = Instant.FromUtc(2027, 6, 1, 9, 0);
    private static readonly Interval Always = new(Instant.FromUtc(2019, 1, 1, 0, 0), Later);

    public static TheoryData<string> Golden => [.. Folder.Golden];

    private static readonly IntakeSource[] Sources =
        [IntakeSource.Csv, IntakeSource.Mqtt, IntakeSource.Distributor, IntakeSource.Person, IntakeSource.Correction];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Golden))]
    public async Task A_run_made_month_by_month_has_the_rows_of_one_made_from_the_files(string folder)
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = StoredSettlementTests.Services(database, Later);
        var community = await StoredSettlementTests.ImportAsync(services, folder);
        using var output = new MemoryOutput();

        var files = await SettleAsync(services, community, "cer files", output);
        var stream = await SettleAsync(services, community, "cer stream", null);

        Assert.Empty(GoldenTables.Differences(folder, output.Files).Take(10));
        Assert.NotEqual(files, stream);
        foreach (var run in new[] { files, stream })
        {
            var outcome = await VerifyAsync(services, community, run);
            Assert.Empty(outcome.Told);
            Assert.True(outcome.IsEqual && outcome.HasInputs);
        }

        var runs = services.GetRequiredService<IRunStore>();
        Assert.Equal(
            (await runs.FindAsync(community, files, Cancellation))!.Run.InputHash.ToArray(),
            (await runs.FindAsync(community, stream, Cancellation))!.Run.InputHash.ToArray());
    }

    [Fact]
    public async Task A_late_reading_changes_no_run_that_was_made_before_it()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = StoredSettlementTests.Services(database, Later);
        var community = await StoredSettlementTests.ImportAsync(services, "cer-buchi");
        var before = await SettleAsync(services, community, "cer one", null);
        var reading = (await ReadingsAsync(services, community)).First(one => one.Withdrawn is not null);
        await services.GetRequiredService<IReadingStore>().AppendAsync(
            community,
            IntakeSource.Csv,
            [reading with { Withdrawn = reading.Withdrawn!.Value + Energy.FromKilowattHours(1) }],
            Cancellation);
        using var prices = new MemoryStream("zone,start,minutes,eur_per_mwh\nCNOR,2026-01-05T11:00:00Z,60,1\n"u8.ToArray());
        await services.GetRequiredService<ImportPrices>().FromContractAsync(prices, "late", Cancellation);
        var after = await SettleAsync(services, community, "cer one", null);

        Assert.NotEqual(before, after);
        Assert.Empty((await VerifyAsync(services, community, before)).Told);
        Assert.Empty((await VerifyAsync(services, community, after)).Told);
        Assert.Equal(before, await services.GetRequiredService<IRunStore>().FindAsync(community, after, Cancellation) is { } run
            ? Assert.Single(run.Run.StandsOn)
            : 0);
    }

    [Fact]
    public async Task What_somebody_changed_behind_the_program_is_found()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = StoredSettlementTests.Services(database, Later);
        var community = await StoredSettlementTests.ImportAsync(services, "cer-buchi");
        string[] acts =
        [
            "update core.settlement_hour set tip_eur = tip_eur + 0.0000001 where run_id = $1",
            "update core.settlement_month set tip_cents = tip_cents + 1 where run_id = $1",
            "update core.unit_month set tip_cents = tip_cents - 1 where run_id = $1",
            "update core.member_month set shared_ukwh = shared_ukwh + 1 where run_id = $1",
            "delete from core.fund_month where run_id = $1",
            "update core.settlement_day set missing_points = missing_points + 1 where run_id = $1",
            "update core.settlement_run set input_sha256 = sha256('other') where id = $1",
            "update core.reading set withdrawn_ukwh = withdrawn_ukwh + 1 where withdrawn_ukwh is not null and $1::bigint > 0",
        ];
        foreach (var act in acts)
        {
            var run = await SettleAsync(services, community, $"cer {Array.IndexOf(acts, act)}", null);
            Assert.True((await VerifyAsync(services, community, run)).IsEqual);

            await ActAsync(database, act, run);

            var outcome = await VerifyAsync(services, community, run);
            Assert.False(outcome.IsEqual, act);
            Assert.NotEmpty(outcome.Told);
            Assert.All(outcome.Told, difference => Assert.DoesNotContain("IT999E", difference, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Another_program_is_told_and_no_hindrance()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = StoredSettlementTests.Services(database, Later);
        var community = await StoredSettlementTests.ImportAsync(services, "cer-due-mesi");
        var run = await SettleAsync(services, community, "cer old", null);

        var outcome = await VerifyAsync(services, community, run);

        Assert.Equal(("cer old", ProgramName.Text), (outcome.MadeBy, outcome.Program));
        Assert.True(outcome.IsEqual);
        Assert.Null(await services.GetRequiredService<VerifyRun>().RunAsync(community, run + 1000, Cancellation));
    }

    [Theory]
    [InlineData("cer-buchi")]
    [InlineData("cer-prezzo-mancante")]
    [InlineData("cer-regole-diverse")]
    public async Task A_run_made_from_the_one_before_it_is_what_a_whole_one_is(string folder)
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = StoredSettlementTests.Services(database, Later);
        var community = await StoredSettlementTests.ImportAsync(services, folder);
        var readings = await ReadingsAsync(services, community);
        var made = new HashSet<long> { await SettleAsync(services, community, "cer chain", null) };
        var stood = 0;

        Prop.ForAll(Changes().ToArbitrary(), changes =>
        {
            var run = ChangeAsync(services, community, readings, changes).GetAwaiter().GetResult();
            var kept = services.GetRequiredService<IRunStore>().FindAsync(community, run, Cancellation).GetAwaiter().GetResult();
            if (made.Add(run) && kept!.Run.StandsOn.Count > 0) stood++;
            var outcome = VerifyAsync(services, community, run).GetAwaiter().GetResult();
            return outcome.IsEqual.Label(string.Join("; ", outcome.Told));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(20));

        // How many of them do is chance; that one did is what makes the rest mean something.
        Assert.True(stood > 0, "no run stood on another");
        using var output = new MemoryOutput();
        var files = await SettleAsync(services, community, "cer files", output);
        var stream = await SettleAsync(services, community, "cer stream", null);
        var runs = services.GetRequiredService<IRunStore>();
        Assert.Equal(
            (await runs.FindAsync(community, files, Cancellation))!.Run.InputHash.ToArray(),
            (await runs.FindAsync(community, stream, Cancellation))!.Run.InputHash.ToArray());
        foreach (var run in made) Assert.Empty((await VerifyAsync(services, community, run)).Told);
    }

    private static Gen<(int Reading, int Wh, bool IsPrice)[]> Changes() =>
        from reading in Gen.Choose(0, 1_000_000)
        from wh in Gen.Choose(0, 5000)
        from kind in Gen.Choose(0, 4)
        select (reading, wh, kind == 0) into one
        from many in Gen.Choose(1, 3)
        select Enumerable.Range(0, many).Select(i => (one.reading + (i * 17), one.wh + i, one.Item3)).ToArray();

    // As only a superuser can: what is stored is otherwise never changed.
    private static async Task ActAsync(TestDatabase database, string act, long run)
    {
        await using var connection = await database.Admin.OpenConnectionAsync(Cancellation);
        foreach (var sql in new[] { "set session_replication_role = replica", act, "reset session_replication_role" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            if (sql == act) command.Parameters.Add(new() { Value = run });
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }

    private static async Task<long> ChangeAsync(
        IServiceProvider services, CommunityId community, Reading[] readings, (int Reading, int Wh, bool IsPrice)[] changes)
    {
        foreach (var (place, wh, isPrice) in changes)
        {
            var reading = readings[place % readings.Length];
            var energy = Energy.FromMicroKilowattHours(1000L * wh);
            if (isPrice)
            {
                var hour = Instant.FromUnixTimeSeconds(reading.Start.ToUnixTimeSeconds() / 3600 * 3600);
                var price = new ZonePrice(MarketZone.Cnor, hour, 60, wh / 10m);
                await services.GetRequiredService<IPriceStore>().AppendAsync([price], "test", Cancellation);
            }
            else
            {
                // Every class and both lengths: a whole hour now and then over what was told by quarters, and the reverse.
                var chance = new Random(place);
                var source = Sources[chance.Next(Sources.Length)];
                var other = reading.Minutes == 60 && chance.Next(3) == 0;
                var changed = Enumerable.Range(0, other ? 4 : 1).Select(quarter => reading with
                {
                    Start = reading.Start + Duration.FromMinutes(15 * quarter),
                    Minutes = other ? 15 : reading.Minutes,
                    Injected = reading.Injected is null ? null : energy,
                    Withdrawn = reading.Injected is null ? energy : reading.Withdrawn,
                    Quality = (Quality)chance.Next(3),
                });
                await services.GetRequiredService<IReadingStore>().AppendAsync(community, source, [.. changed], Cancellation);
                if (chance.Next(25) == 0)
                {
                    var order = Precedence.Usual.ToArray();
                    chance.Shuffle(order);
                    await services.GetRequiredService<IPrecedenceStore>().AddAsync(
                        community, null, new(2024, 1, 1), order, "prova", "test", Later, Cancellation);
                }
            }
        }

        return await SettleAsync(services, community, "cer chain", null);
    }

    private static async Task<Reading[]> ReadingsAsync(IServiceProvider services, CommunityId community)
    {
        var readings = new List<Reading>();
        var store = services.GetRequiredService<IReadingStore>();
        await foreach (var one in store.LatestAsync(community, Always, Cancellation)) readings.Add(one);
        return [.. readings];
    }

    private static async Task<long> SettleAsync(
        IServiceProvider services, CommunityId community, string program, IContractOutput? output)
    {
        var settle = new SettleStored(
            services.GetRequiredService<IInputStore>(),
            services.GetRequiredService<StoredContract>(),
            services.GetRequiredService<IRunStore>(),
            services.GetRequiredService<TimeProvider>(),
            program);
        Assert.IsType<SettleOutcome.Settled>(await settle.RunAsync(community, null, null, output, "test", null, Cancellation));
        return (await services.GetRequiredService<IRunStore>().MonthsAsync(community, Cancellation)).Max(month => month.RunId);
    }

    private static async Task<VerifyOutcome> VerifyAsync(IServiceProvider services, CommunityId community, long run) =>
        (await services.GetRequiredService<VerifyRun>().RunAsync(community, run, Cancellation))!;
}
