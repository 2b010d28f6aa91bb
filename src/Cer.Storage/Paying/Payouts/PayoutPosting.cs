using System.Globalization;
using Cer.Domain;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying.Payouts;

/// <summary>The entries that payments cause: debit above zero, credit below.</summary>
internal static class PayoutPosting
{
    private const string PostSql = """
        select core.post_entry($1, $2, $3, $4, $5, null, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string ReleaseSql = """
        select entry.id from core.ledger_entry as entry where entry.community_id = $1 and entry.source = $2
          and not exists (select from core.ledger_entry as back where back.community_id = $1 and back.reverses = entry.id)
        """;

    /// <summary>What was owed is on its way; a part of it is kept back.</summary>
    public static Task PostSentAsync(
        this NpgsqlConnection connection,
        CommunityId community,
        KeptPayout kept,
        string who,
        Instant when,
        CancellationToken cancellation) =>
        connection.PostAsync(
            community, Day(when), "sent", string.Create(CultureInfo.InvariantCulture, $"payout:{kept.Id}:sent"),
            KeptPayout.MessageOf(community.Value, kept.Id), who, when,
            [
                .. kept.Payments.SelectMany(payment => new (string, int?, long)[]
                {
                    ("member", payment.Member, payment.Amount.Cents + payment.Retained.Cents),
                    ("transit", payment.Member, -payment.Amount.Cents),
                    ("retained", payment.Member, -payment.Retained.Cents),
                }),
            ],
            cancellation);

    /// <summary>Booked: it left the bank. Rejected: it never did. Returned: it came in again; what it paid is owed again.</summary>
    public static async Task PostOutcomeAsync(
        this NpgsqlConnection connection,
        CommunityId community,
        int payout,
        KeptPayment payment,
        string kind,
        LocalDate day,
        string who,
        Instant when,
        CancellationToken cancellation)
    {
        var (cents, kept) = (payment.Amount.Cents, payment.Retained.Cents);
        (string, int?, long)[] lines = kind == "booked"
            ? [("transit", payment.Member, cents), ("bank", null, -cents)]
            :
            [
                kind == "rejected" ? ("transit", payment.Member, cents) : ("bank", null, cents),
                ("retained", payment.Member, kept),
                ("member", payment.Member, -cents - kept),
            ];
        await connection.PostAsync(
            community, day, kind, string.Create(CultureInfo.InvariantCulture, $"payout:{payout}:{payment.Ordinal}:{kind}"),
            payment.EndToEnd, who, when, lines, cancellation);
        if (kind == "booked" || kept == 0) return;
        // What was kept back is owed again with the rest: where it was made payable on its own, that is taken back.
        var release = await connection.ScalarAsync<int?>(ReleaseSql, cancellation, community.Value, Release(payout, payment));
        if (release is { } entry)
        {
            await connection.ScalarAsync<int?>(
                "select core.reverse_entry($1, $2, $3, $4, $5, $6)", cancellation, community.Value, entry, day.ToColumn(),
                "The payment came back.", who, when.ToUtc());
        }
    }

    /// <summary>What was kept back is owed.</summary>
    public static Task PostReleaseAsync(
        this NpgsqlConnection connection,
        CommunityId community,
        KeptPayout kept,
        KeptPayment payment,
        string who,
        Instant when,
        CancellationToken cancellation) => connection.PostAsync(
        community, Day(when), "release", Release(kept.Id, payment), payment.EndToEnd, who, when,
        [("retained", payment.Member, payment.Retained.Cents), ("member", payment.Member, -payment.Retained.Cents)],
        cancellation);

    private static string Release(int payout, KeptPayment payment) =>
        string.Create(CultureInfo.InvariantCulture, $"release:{payout}:{payment.Ordinal}");

    private static LocalDate Day(Instant when) => when.InZone(MarketHour.Rome).Date;

    private static async Task PostAsync(
        this NpgsqlConnection connection,
        CommunityId community,
        LocalDate day,
        string kind,
        string source,
        string document,
        string who,
        Instant when,
        (string Account, int? Member, long Cents)[] lines,
        CancellationToken cancellation) => await connection.ScalarAsync<int?>(
        PostSql,
        cancellation,
        community.Value,
        day.ToColumn(),
        kind,
        source,
        document,
        who.Storable(),
        when.ToUtc(),
        lines.Select(line => line.Account).ToArray(),
        lines.Select(line => line.Member).ToArray(),
        new string?[lines.Length],
        new DateOnly?[lines.Length],
        lines.Select(line => line.Cents).ToArray());
}
