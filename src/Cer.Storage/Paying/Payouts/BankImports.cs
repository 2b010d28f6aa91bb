using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cer.Exchange.Sepa;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Cer.Storage.Paying.Payouts;

/// <summary>
/// Takes a file of the bank in, inside a transaction of the caller: what it says of payments, and the rest to be looked at.
/// </summary>
internal sealed class BankImports
{
    private const string AgainSql = "select id from core.bank_import where community_id = $1 and sha256 = $2";

    private const string AddSql = """
        with taken as (
          insert into core.bank_import (community_id, id, kind, file_name, sha256, imported_by, imported_at)
          select $1, 1 + coalesce(max(id), 0), $2, $3, $4, $5, $6 from core.bank_import where community_id = $1 returning id),
        noted as (
          insert into core.audit (community_id, who, what, detail)
          select $1, $5, 'bank_import', jsonb_build_object('import', id) from taken)
        select id from taken
        """;

    private const string OwnSql = "select iban from core.community_bank where community_id = $1 and iban is not null";

    private const string MovementSql = """
        insert into core.bank_movement (community_id, id, import_id, key, on_day, cents, reference, words, outcome)
        select $1, 1 + coalesce((select max(id) from core.bank_movement where community_id = $1), 0), $2, $3, $4, $5, $6::text,
          $7::text, $8
        """;

    private const string KnownSql = "select exists (select from core.bank_movement where community_id = $1 and key = $2)";

    private readonly NpgsqlConnection _connection;
    private readonly CommunityId _community;
    private readonly int _import;
    private readonly PayoutActs _acts;
    private readonly Dictionary<string, (int Payout, KeptPayment Payment)> _payments;
    private readonly ILookup<string, (int Payout, KeptPayment Payment)> _batches;
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private (int Booked, int Rejected, int Returned, int Unmatched, int Known) _counts;

    private BankImports(
        NpgsqlConnection connection, CommunityId community, int import, PayoutActs acts, IReadOnlyList<KeptPayout> kept)
    {
        (_connection, _community, _import, _acts) = (connection, community, import, acts);
        var sent = kept.Where(batch => batch.SentAt is not null)
            .SelectMany(batch => batch.Payments.Select(payment => (Payout: batch.Id, Payment: payment))).ToArray();
        _payments = sent.ToDictionary(one => one.Payment.EndToEnd, StringComparer.Ordinal);
        _batches = sent.ToLookup(one => KeptPayout.MessageOf(community.Value, one.Payout), StringComparer.Ordinal);
    }

    public static async Task<ImportOutcome> RunAsync(
        NpgsqlConnection connection,
        CommunityId community,
        BankImport import,
        string who,
        Instant when,
        CancellationToken cancellation)
    {
        if (import.File is BankFile.Refused refused) return new ImportOutcome.Refused(refused.Sentence);
        if (await connection.ScalarAsync<int?>(AgainSql, cancellation, community.Value, import.Sha256) is { } known)
            return new ImportOutcome.Again(known);
        if (import.File is BankFile.Statement { Accounts: { Count: > 0 } accounts })
        {
            var own = await connection.ListAsync(OwnSql, row => row.GetString(0), cancellation, community.Value);
            if (accounts.Any(account => !own.Contains(account.Code)))
                return new ImportOutcome.Refused("Found a statement of another account, expected that of the community.");
        }

        var kept = await connection.BatchesAsync(community, null, cancellation);
        if (import.File is BankFile.Report { Statuses: var statuses }
            && statuses.Any(status => kept.All(batch => KeptPayout.MessageOf(community.Value, batch.Id) != status.Message)))
            return new ImportOutcome.Refused("Found a report about another file, expected one about payments of this community.");
        var id = await connection.ScalarAsync<int>(
            AddSql, cancellation, community.Value, import.Kind, import.Name.Storable(), import.Sha256, who.Storable(), when.ToUtc());
        var run = new BankImports(connection, community, id, new(connection, community, id, who, when), kept);
        if (import.File is BankFile.Report report)
            foreach (var status in report.Statuses) await run.TakeAsync(status, cancellation);
        if (import.File is BankFile.Statement statement)
            foreach (var movement in statement.Movements) await run.TakeAsync(movement, cancellation);
        var (booked, rejected, returned, unmatched, again) = run._counts;
        return new ImportOutcome.Taken(id, booked, rejected, returned, unmatched, again);
    }

    private async Task TakeAsync(PaymentStatus status, CancellationToken cancellation)
    {
        if (!status.IsRejected) return;
        var meant = status.EndToEnd is { } one
            ? _batches[status.Message].Where(payment => payment.Payment.EndToEnd == one)
            : _batches[status.Message];
        foreach (var (payout, payment) in meant)
            if (await _acts.TellAsync(payout, payment, "rejected", status.Day, status.Code, cancellation)) _counts.Rejected++;
    }

    private async Task TakeAsync(BankMovement movement, CancellationToken cancellation)
    {
        var key = Key(movement);
        if (await _connection.ScalarAsync<bool>(KnownSql, cancellation, _community.Value, key))
        {
            _counts.Known++;
            return;
        }

        var outcome = movement.Amount.Cents == 0 ? "matched" : await MatchAsync(movement, cancellation);
        if (movement.Amount.Cents == 0) return;
        if (outcome != "matched") _counts.Unmatched++;
        await _connection.RunAsync(
            MovementSql,
            cancellation,
            _community.Value,
            _import,
            key,
            movement.Day.ToColumn(),
            movement.Amount.Cents,
            (movement.EndToEnd ?? movement.Message ?? movement.Reference)?.Storable(),
            movement.Words?.Storable(),
            outcome);
    }

    private async Task<string> MatchAsync(BankMovement movement, CancellationToken cancellation)
    {
        var cents = movement.Amount.Cents;
        if (movement.EndToEnd is { } end && _payments.TryGetValue(end, out var one))
        {
            var kind = cents < 0 ? "booked" : "returned";
            if (Math.Abs(cents) != one.Payment.Amount.Cents
                || !await _acts.TellAsync(one.Payout, one.Payment, kind, movement.Day, movement.Code, cancellation)) return "differs";
            if (cents < 0) _counts.Booked++;
            else _counts.Returned++;
            return "matched";
        }

        if (movement.EndToEnd is null && movement.Message is { } message && cents < 0 && _batches.Contains(message))
            return await BatchAsync(message, movement, cancellation) ? "matched" : "differs";
        return "unmatched";
    }

    /// <summary>A batch that is booked as one: all of it, less what the bank refused or booked before.</summary>
    private async Task<bool> BatchAsync(string message, BankMovement movement, CancellationToken cancellation)
    {
        var payout = _batches[message].First().Payout;
        var standing = (await _connection.BatchesAsync(_community, payout, cancellation)).Single();
        KeptPayment[] due = [.. standing.Payments.Where(payment => payment.State == PaymentState.Sent)];
        if (due.Length == 0 || due.Sum(payment => payment.Amount.Cents) != -movement.Amount.Cents) return false;
        foreach (var payment in due)
            if (await _acts.TellAsync(payout, payment, "booked", movement.Day, null, cancellation)) _counts.Booked++;
        return true;
    }

    /// <summary>The same movement has the same key in every file that tells it; of several alike in one file, each has its own.</summary>
    private byte[] Key(BankMovement movement)
    {
        var told = string.Join(
            '\n',
            LocalDatePattern.Iso.Format(movement.Day),
            movement.Amount,
            movement.EndToEnd,
            movement.Message,
            movement.Reference,
            movement.Code,
            movement.Words);
        var turn = _seen[told] = _seen.GetValueOrDefault(told) + 1;
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{told}\n{turn}")));
    }
}
