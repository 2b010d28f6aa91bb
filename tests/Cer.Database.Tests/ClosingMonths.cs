using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Closing;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Settles and closes months whose amounts a test says.</summary>
internal sealed class ClosingMonths(NpgsqlDataSource db)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public RunStore Runs => new(db);

    public ClosingStore Closing => new(db);

    public static MonthPass Pass(CommunityId community, YearMonth month, MonthStanding seen) => new()
    {
        Community = community,
        Month = month,
        To = MonthState.Closed,
        Seen = seen,
        Who = "impiegata",
        Reason = null,
        Reasons = seen.Reasons,
        At = Sample.Noon,
    };

    public async Task<PassOutcome.Passed> CloseAsync(CommunityId community, YearMonth month) =>
        Assert.IsType<PassOutcome.Passed>(await Closing.PassAsync(
            Pass(community, month, (await Closing.StandingAsync(community, month, Cancellation))!), Cancellation));

    /// <summary>A run over one month in which a unit, a member and a fund have the same amounts.</summary>
    public async Task<long> SettleAsync(
        CommunityId community, YearMonth month, byte inputs, (long? Tip, long? Cac, long? Surplus) cents)
    {
        var (tip, cac, surplus) = (Euro(cents.Tip), Euro(cents.Cac), Euro(cents.Surplus));
        var stored = await Runs.StoreAsync(
            new()
            {
                Community = community,
                DefinitionVersion = 1,
                From = month,
                To = month,
                RuleIds = ["cer-base"],
                InputHash = Enumerable.Repeat(inputs, 32).ToArray(),
                Program = "cer 0.1.0",
                Who = "test",
                When = Sample.Noon,
                Months = [new(month, MonthStatus.Final, [], Energy.Zero, Energy.Zero, Energy.Zero, tip, cac, surplus)],
                UnitMonths = [new(month, "UP-A", Energy.Zero, Energy.Zero, Energy.Zero, tip, cac)],
                MemberMonths = [new(month, "comune", Energy.Zero, Energy.Zero, Energy.Zero, tip, cac, surplus)],
                FundMonths = [new(month, "gestione", tip, cac, surplus)],
            },
            Cancellation);
        return stored.Id;

        static Money? Euro(long? cents) => cents is { } known ? new Money(known) : null;
    }
}
