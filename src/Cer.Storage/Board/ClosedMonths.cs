using Cer.Domain;
using Cer.Operations.Board;
using Cer.Operations.Ports;
using Cer.Storage.Closing;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Board;

/// <summary>Looks whether a span reaches into a closed month, inside a transaction that holds the community's lock.</summary>
internal static class ClosedMonths
{
    /// <summary>A refusal that names the first closed month; null when all are open.</summary>
    public static async Task<MendOutcome?> ClosedMonthAsync(
        this NpgsqlConnection connection, CommunityId community, Instant from, Instant to, CancellationToken cancellation)
    {
        var last = MarketMonth.Of((to - Duration.Epsilon).InZone(MarketHour.Rome).Date);
        for (var month = MarketMonth.Of(from.InZone(MarketHour.Rome).Date); month <= last; month = month.Next)
        {
            if (await connection.StandingAsync(community, new(month.Year, month.Month), cancellation) is { IsClosed: true })
            {
                return new MendOutcome.Conflict(
                    $"Found {month} closed, expected an open month: a closed month is corrected by later runs, never changed.");
            }
        }

        return null;
    }
}
