using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying.Payouts;

/// <summary>Keeps what is told of payments, each once, with its entry in the books; inside a transaction of the caller.</summary>
internal sealed class PayoutActs(NpgsqlConnection connection, CommunityId community, int? import, string who, Instant when)
{
    private const string EventSql = """
        insert into core.payout_event (community_id, payout_id, ordinal, kind, on_day, code, import_id, told_by, told_at)
        select $1, $2, $3, $4, $5, $6::text, $7::int, $8, $9
        where exists (select from core.payout_file where community_id = $1 and payout_id = $2)
          and not exists (select from core.payout_event as told where told.community_id = $1 and told.payout_id = $2
            and told.ordinal = $3 and (told.kind = $4 or told.kind = 'rejected'
              or ($4 = 'rejected' and told.kind in ('booked', 'returned'))))
        """;

    /// <returns>Whether that was new, and can be: nothing is told of what was not sent, and nothing more of what was refused.</returns>
    public async Task<bool> TellAsync(
        int payout, KeptPayment payment, string kind, LocalDate day, string? code, CancellationToken cancellation)
    {
        var added = await connection.RunAsync(
            EventSql, cancellation, community.Value, payout, payment.Ordinal, kind, day.ToColumn(), code, import,
                who.Storable(), when.ToUtc());
        if (added == 0) return false;
        await connection.PostOutcomeAsync(community, payout, payment, kind, day, who, when, cancellation);
        return true;
    }
}
