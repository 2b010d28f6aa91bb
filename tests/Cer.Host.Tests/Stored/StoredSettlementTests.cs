using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.Data;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Stored;

/// <summary>A community settled from the store gives what the same community gives from files.</summary>
public class StoredSettlementTests
{
    private static readonly Instant Later = Instant.FromUtc(2027, 6, 1, 9, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cer-magliano-ottobre")]
    [InlineData("cer-piu-unita-per-impianto")]
    [InlineData("cer-regole-diverse")]
    [InlineData("cer-buchi")]
    [InlineData("cer-esenti-primi")]
    public async Task The_store_gives_the_golden_folder_and_exports_what_gives_the_same_bytes(string folder)
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = Services(database, Later);
        var community = await ImportAsync(services, folder);

        using var output = new MemoryOutput();
        Assert.IsType<SettleOutcome.Settled>(await SettleAsync(services, community, output));
        Assert.Empty(GoldenTables.Differences(folder, output.Files).Take(10));

        using var exported = new MemoryOutput();
        Assert.True((await services.GetRequiredService<ExportContract>().RunAsync(community, null, null, exported, Cancellation)).IsEmpty);
        using var again = new MemoryOutput();
        new SettleContract(ProgramName.Text).Run(Input(exported), null, null, again, null, Cancellation);
        Assert.Equal(output.Files, again.Files);
    }

    [Fact]
    public async Task Due_work_makes_the_hours_of_each_day_and_settles_the_month_once()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = Services(database, Later);
        var community = await ImportAsync(services, "cer-magliano-ottobre");

        var done = await WorkAsync(services);
        Assert.All(done, report => Assert.Null(report.Problem));
        Assert.Equal(31, done.Count(report => report.Item.Kind == WorkKinds.Hours));
        Assert.Equal(["2025-10"], done.Where(report => report.Item.Kind == WorkKinds.Month).Select(report => report.Item.Period));
        Assert.Empty(await WorkAsync(services));

        var month = Assert.Single(await services.GetRequiredService<IRunStore>().MonthsAsync(community, Cancellation));
        Assert.Equal((MonthStatus.Final, 57180L), (month.Settled.Status, month.Settled.Tip!.Value.Cents));
        var hours = new List<MeterHour>();
        await foreach (var hour in services.GetRequiredService<IHourStore>().LatestAsync(community, October, Cancellation)) hours.Add(hour);
        Assert.Equal(month.Settled.Withdrawn, hours.Aggregate(Energy.Zero, (sum, hour) => sum + (hour.Withdrawn ?? Energy.Zero)));
        Assert.Equal(month.Settled.Injected, hours.Aggregate(Energy.Zero, (sum, hour) => sum + (hour.Injected ?? Energy.Zero)));
    }

    [Fact]
    public async Task A_correction_makes_its_day_and_its_month_due_again_and_keeps_the_earlier_run()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = Services(database, Later);
        var community = await ImportAsync(services, "cer-magliano-ottobre");
        await WorkAsync(services);
        var before = Assert.Single(await services.GetRequiredService<IRunStore>().MonthsAsync(community, Cancellation));

        var store = services.GetRequiredService<IReadingStore>();
        var reading = await FirstAsync(store, community);
        var corrected = reading with { Withdrawn = reading.Withdrawn!.Value + Energy.FromKilowattHours(1) };
        Assert.Equal(1, (await store.AppendAsync(community, IntakeSource.Csv, [corrected], Cancellation)).Corrected);

        var done = await WorkAsync(services);
        Assert.Equal([WorkKinds.Hours, WorkKinds.Month], done.Select(report => report.Item.Kind));
        var after = Assert.Single(await services.GetRequiredService<IRunStore>().MonthsAsync(community, Cancellation));
        Assert.True(after.RunId > before.RunId);
        Assert.Equal(before.Settled.Withdrawn + Energy.FromKilowattHours(1), after.Settled.Withdrawn);
    }

    [Fact]
    public async Task A_month_that_is_not_over_is_not_settled()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = Services(database, Instant.FromUtc(2025, 11, 1, 1, 59));
        await ImportAsync(services, "cer-magliano-ottobre");
        Assert.DoesNotContain(await WorkAsync(services), report => report.Item.Kind == WorkKinds.Month);
        await using var threeInTheMorning = Services(database, Instant.FromUtc(2025, 11, 1, 2, 0));
        Assert.Contains(await WorkAsync(threeInTheMorning), report => report.Item.Kind == WorkKinds.Month);
    }

    [Fact]
    public async Task A_new_price_settles_the_months_again()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = Services(database, Later);
        var community = await ImportAsync(services, "cer-magliano-ottobre");
        await WorkAsync(services);
        using var prices = new MemoryStream("zone,start,minutes,eur_per_mwh\nCNOR,2025-10-05T11:00:00Z,60,1\n"u8.ToArray());
        await services.GetRequiredService<ImportPrices>().FromContractAsync(prices, "correction", Cancellation);
        Assert.Contains(await WorkAsync(services), report => report.Item == new WorkItem(community, WorkKinds.Month, "2025-10"));
    }

    private static Interval October => new(
        MarketHour.StartOf(new(2025, 10, 1)), MarketHour.StartOf(new(2025, 11, 1)));

    internal static ServiceProvider Services(TestDatabase database, Instant now) => new ServiceCollection()
        .AddCer(new(database.AppAddress, null, null), new MovingClock(now.ToDateTimeOffset()))
        .BuildServiceProvider();

    private static Task<SettleOutcome> SettleAsync(IServiceProvider services, CommunityId community, IContractOutput output) =>
        services.GetRequiredService<SettleStored>().RunAsync(community, null, null, output, "test", null, Cancellation);

    internal static async Task<CommunityId> ImportAsync(IServiceProvider services, string folder)
    {
        var input = Path.Combine(Folder.Root, folder, "input");
        var rules = Directory.Exists(Path.Combine(input, "rules"))
            ? Directory.GetFiles(Path.Combine(input, "rules")).Order(StringComparer.Ordinal)
                .Select(path => new RuleText(Path.GetFileName(path), File.ReadAllText(path))).ToArray()
            : [];
        var stored = await services.GetRequiredService<ImportCommunity>().RunAsync(
            "prova", await File.ReadAllBytesAsync(Path.Combine(input, "community.yaml"), Cancellation), rules, "test", new(), Cancellation);
        await using (var prices = File.OpenRead(Path.Combine(input, "prices.csv")))
            Assert.True((await services.GetRequiredService<ImportPrices>().FromContractAsync(prices, "test", Cancellation)).Faults.IsEmpty);
        var report = await services.GetRequiredService<ImportReadings>().RunAsync(
            stored!.Community, () => File.OpenRead(Path.Combine(input, "readings.csv")), null, Cancellation);
        Assert.True(report.Faults.IsEmpty);
        return stored.Community;
    }

    private static ContractInput Input(MemoryOutput files) =>
        new(files.Files.ToDictionary(file => file.Key, file => (Func<Stream>)(() => new MemoryStream(file.Value))));

    /// <summary>Everything that is due; what is put down meanwhile is due a moment later, so the clock moves on.</summary>
    internal static async Task<List<WorkReport>> WorkAsync(ServiceProvider services)
    {
        var done = new List<WorkReport>();
        var due = services.GetRequiredService<DoDueWork>();
        for (var idle = 0; idle < 2; idle++)
        {
            while (await due.RunAsync(Cancellation) is { } report)
            {
                done.Add(report);
                idle = 0;
            }

            ((MovingClock)services.GetRequiredService<TimeProvider>()).Move(TimeSpan.FromSeconds(20));
        }

        return done;
    }

    private static async Task<Cer.Domain.Metering.Reading> FirstAsync(IReadingStore store, CommunityId community)
    {
        await foreach (var reading in store.LatestAsync(community, October, Cancellation))
            if (reading.Withdrawn is not null) return reading;
        throw new InvalidOperationException("Found no withdrawal in October, expected one.");
    }
}
