using Cer.Database.Tests;
using Cer.Domain;
using Cer.Host.Keeping;
using Cer.Host.Tests.Stored;
using Cer.Operations.Keeping;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Host.Tests.Keeping;

/// <summary>Before quarter hours go their hours are proved to be kept; afterwards nothing pretends that they are there.</summary>
public class KeptMonthsTests
{
    private static readonly Instant Later = Instant.FromUtc(2027, 6, 1, 9, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cer-magliano-ottobre")]
    [InlineData("cer-piu-unita-per-impianto")]
    [InlineData("cer-buchi")]
    [InlineData("cer-due-mesi")]
    public async Task The_hours_that_the_server_makes_are_those_that_the_quarter_hours_tell(string folder)
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = StoredSettlementTests.Services(database, Later);
        await StoredSettlementTests.ImportAsync(services, folder);
        Assert.True(await LackingAsync(database) > 0);

        await StoredSettlementTests.WorkAsync(services);

        Assert.Equal(0, await LackingAsync(database));
    }

    [Fact]
    public async Task A_run_of_a_removed_month_is_neither_verified_nor_settled_again_nor_exported_and_it_is_said_why()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = StoredSettlementTests.Services(database, Later);
        var community = await StoredSettlementTests.ImportAsync(services, "cer-magliano-ottobre");
        var october = new MarketMonth(2025, 10);
        var settle = services.GetRequiredService<SettleStored>();
        Assert.IsType<SettleOutcome.Settled>(
            await settle.RunAsync(community, october, october, null, "test", null, Cancellation));
        var run = (await services.GetRequiredService<IRunStore>().MonthsAsync(community, Cancellation)).Max(month => month.RunId);

        // The first two hours of October in Italy are of September by UTC: without them the month is not whole.
        await RemovedAsync(database, "2025-09-01");

        var verified = await services.GetRequiredService<VerifyRun>().RunAsync(community, run, Cancellation);
        var again = Assert.IsType<SettleOutcome.Refused>(
            await settle.RunAsync(community, october, october, null, "test", null, Cancellation));
        using var output = new MemoryOutput();
        var exported = await services.GetRequiredService<ExportContract>()
            .RunAsync(community, october, october, output, Cancellation);
        foreach (var faults in new[] { verified!.Faults, again.Faults, exported })
        {
            var fault = Assert.Single(faults.Faults);
            Assert.Contains("2025-10, whose quarter hours are no longer kept", $"{fault}", StringComparison.Ordinal);
            Assert.Contains("figures it was closed with", $"{fault}", StringComparison.Ordinal);
        }

        Assert.False(verified.IsEqual && verified.Faults.IsEmpty);
    }

    [Fact]
    public async Task The_night_is_off_until_every_community_has_a_term_and_is_done_once()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var services = StoredSettlementTests.Services(database, Later);
        var community = await StoredSettlementTests.ImportAsync(services, "cer-due-mesi");
        using var night = ActivatorUtilities.CreateInstance<RetentionService>(
            services, NullLogger<RetentionService>.Instance);
        Assert.Null(await night.LookAsync(Cancellation));

        var remove = services.GetRequiredService<RemoveOld>();
        foreach (var (quarters, hours, reason, found) in new (int, int?, string, string)[]
        {
            (12, null, "prova", "expected 13"), (24, 60, "prova", "expected 61"), (24, null, " ", "no reason"),
        })
        {
            Assert.Contains(
                found,
                await remove.DecideAsync(community, quarters, hours, reason, "sindaco", Cancellation),
                StringComparison.Ordinal);
        }

        Assert.Null(await remove.DecideAsync(community, RemoveOld.UsualQuarterMonths, null, "prova", "sindaco", Cancellation));

        Assert.NotNull(await night.LookAsync(Cancellation));
        Assert.Null(await night.LookAsync(Cancellation));
    }

    private static async Task<long> LackingAsync(TestDatabase database)
    {
        await using var command = database.Admin.CreateCommand("""
            select sum(core.lacking_hours(part.inhrelid::regclass, '2019-01-01', '2100-01-01'))::bigint
            from pg_inherits as part where part.inhparent = 'core.reading'::regclass
            """);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    // As if it had been removed: the months of the samples are not old enough by the clock of the server.
    private static async Task RemovedAsync(TestDatabase database, string month)
    {
        await using var command = database.Admin.CreateCommand($"""
            insert into core.retention_act (kind, month, rows, bytes, months, who, why)
            values ('reading', '{month}', 0, 0, 24, 'test', 'test')
            """);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
