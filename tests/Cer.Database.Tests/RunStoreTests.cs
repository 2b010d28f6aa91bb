using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>A settlement is stored whole and once; a later one stands beside it.</summary>
public class RunStoreTests(PostgresFixture postgres)
{
    private static readonly YearMonth January = new(2026, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunStore Runs => new(postgres.App);

    [Fact]
    public async Task The_same_run_is_stored_once()
    {
        var run = Run(await postgres.CommunityAsync());

        var first = await Runs.StoreAsync(run, Cancellation);
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Runs.StoreAsync(run, Cancellation)));

        Assert.True(first.Added);
        Assert.All(again, stored => Assert.Equal(first with { Added = false }, stored));
        Assert.Equal(2, await postgres.CountAsync(run.Community, "settlement_hour"));
        Assert.Equal(1, await postgres.CountAsync(run.Community, "fund_month"));
        Assert.Equal(1, await postgres.CountAsync(run.Community, "unit_month"));
    }

    [Fact]
    public async Task A_month_shows_its_latest_run_with_its_state()
    {
        var run = Run(await postgres.CommunityAsync());
        var first = await Runs.StoreAsync(run, Cancellation);
        var other = run with
        {
            InputHash = new byte[32],
            Months = [run.Months[0] with { Status = MonthStatus.Partial, Reasons = ["missing readings"], Tip = null }],
        };
        var second = await Runs.StoreAsync(other, Cancellation);

        Assert.NotEqual(first.Id, second.Id);
        var row = Assert.Single(await Runs.MonthsAsync(run.Community, Cancellation));
        Assert.Equal(
            (second.Id, MonthState.Open, "cer 0.1.0", run.When), (row.RunId, row.State, row.Program, row.When));
        Assert.Equal(["missing readings"], row.Settled.Reasons);
        Assert.Equal(other.Months[0] with { Reasons = row.Settled.Reasons }, row.Settled);

        await Runs.SetStateAsync(run.Community, January, MonthState.Provisional, first.Id, "test", Cancellation);
        await Runs.SetStateAsync(run.Community, January, MonthState.Closed, second.Id, "test", Cancellation);

        Assert.Equal(MonthState.Closed, (await Runs.MonthsAsync(run.Community, Cancellation))[0].State);
        Assert.Equal(
            [new(January, "bottega", Energy.Zero, Energy.Zero, Energy.Zero, null, null, null), run.MemberMonths[1]],
            await Runs.MembersAsync(run.Community, January, Cancellation));
        Assert.Equal("partial closed 12.345678 -0.05", await postgres.AskAsync<string>(
            """
            select concat_ws(' ', status, state, trim_scale(injected_kwh), trim_scale(cac_eur))
            from rep.month where community_id = $1
            """,
            run.Community.Value));
    }

    [Fact]
    public async Task Digits_of_a_tariff_are_kept_all()
    {
        var run = Run(await postgres.CommunityAsync());
        await Runs.StoreAsync(run, Cancellation);
        Assert.Equal(0.0123456789012345678901234567m, await postgres.AskAsync<decimal>(
            "select tip_eur from core.settlement_hour where community_id = $1 and tip_eur is not null",
            run.Community.Value));
    }

    [Fact]
    public async Task Nobody_adds_rows_to_a_run_that_is_stored()
    {
        var run = Run(await postgres.CommunityAsync());
        var stored = await Runs.StoreAsync(run, Cancellation);
        await using var command = postgres.App.CreateCommand(
            """
            insert into core.fund_month (community_id, month, run_id, fund, tip_cents)
            values ($1, '2026-01-01', $2, 'mine', 100)
            """);
        command.Parameters.Add(new() { Value = run.Community.Value });
        command.Parameters.Add(new() { Value = stored.Id });

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
    }

    [Fact]
    public async Task A_run_with_a_wrong_row_is_not_stored_at_all()
    {
        var run = Run(await postgres.CommunityAsync());
        var wrong = run with { UnitHours = [run.UnitHours[0] with { Exempt = Sample.Kwh(9m) }] };

        await Assert.ThrowsAsync<PostgresException>(() => Runs.StoreAsync(wrong, Cancellation));

        Assert.Equal(0, await postgres.CountAsync(run.Community, "settlement_run"));
        Assert.Empty(await Runs.MonthsAsync(run.Community, Cancellation));
    }

    private static SettlementRun Run(CommunityId community) => new()
    {
        Community = community,
        DefinitionVersion = 1,
        From = January,
        To = January,
        RuleIds = ["cer-base"],
        InputHash = Enumerable.Repeat((byte)7, 32).ToArray(),
        Program = "cer 0.1.0",
        Who = "test",
        When = Sample.Noon,
        Months =
        [
            new(
                January,
                MonthStatus.Provisional,
                ["CAC not confirmed"],
                Sample.Kwh(12.345678m),
                Sample.Kwh(20m),
                Sample.Kwh(10m),
                new(1234),
                new(-5),
                Money.Zero),
        ],
        UnitHours =
        [
            new(
                "UP-A",
                MarketHour.StartingAt(Sample.Noon),
                Sample.Kwh(2m),
                Sample.Kwh(1m),
                Sample.Kwh(1m),
                Energy.Zero,
                -1.5m,
                124m,
                0.0123456789012345678901234567m),
            new(
                "UP-B",
                MarketHour.StartingAt(Sample.Noon),
                null,
                Energy.Zero,
                Energy.Zero,
                Energy.Zero,
                null,
                null,
                null),
        ],
        UnitMonths = [new(January, "UP-A", Sample.Kwh(2m), Sample.Kwh(1m), Sample.Kwh(1m), new(1234), null)],
        MemberMonths =
        [
            new(January, "bottega", Energy.Zero, Energy.Zero, Energy.Zero, null, null, null),
            new(January, "comune", Sample.Kwh(20m), Sample.Kwh(12m), Sample.Kwh(10m), new(1000), new(-5), Money.Zero),
        ],
        FundMonths = [new(January, "gestione", new(234), Money.Zero, null)],
    };
}
