using Cer.Operations.Paying;
using Cer.Operations.Ports;
using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Deadlines;

/// <summary>Says that a payment of GSE came, once the bank's credit was entered or booked; what was taken back opens it again.</summary>
/// <remarks>The balances of a year have come when each of its months has one.</remarks>
public sealed class MarkPayments(KeepDeadlines deadlines, IDeadlineStore store, IMoneyStore money)
{
    private const string Credit = "Accredito n. ";
    private const int LongestNote = 500;

    public async Task ReceivedAsync(CommunityId community, long entry, NewEntry what, string who, CancellationToken cancellation)
    {
        if (what.Standing != Standing.Received || await store.FirstMonthAsync(community, cancellation) is not { } first) return;
        (DeadlineKind Kind, YearMonth Of)? deadline = what.Kind switch
        {
            "advance" => (DeadlineKind.AdvancePaid, what.Month),
            "complete" => (DeadlineKind.BalancePaid, new(what.Month.Year, 1)),
            _ => null,
        };
        if (deadline is not { } known || !await CameAsync(community, first, known.Kind, known.Of, cancellation)) return;
        if ((await store.MarksAsync(community, cancellation)).Any(mark => mark.IsDone && (mark.Kind, mark.Of) == known)) return;
        var note = FormattableString.Invariant($"{Credit}{entry}: {what.Source}");
        await deadlines.MarkAsync(community, known.Kind, known.Of, true, note, who, cancellation);
    }

    /// <summary>After a credit was taken back: what credits had shown and none shows any more is open again.</summary>
    public async Task TakenBackAsync(CommunityId community, long entry, string reason, string who, CancellationToken cancellation)
    {
        if (await store.FirstMonthAsync(community, cancellation) is not { } first) return;
        foreach (var mark in await store.MarksAsync(community, cancellation))
        {
            if (!mark.IsDone || !mark.Note.StartsWith(Credit, StringComparison.Ordinal)
                || await CameAsync(community, first, mark.Kind, mark.Of, cancellation)) continue;
            var note = FormattableString.Invariant($"{Credit}{entry} stornato: {reason}");
            await deadlines.MarkAsync(
                community, mark.Kind, mark.Of, false, note.Length <= LongestNote ? note : note[..LongestNote], who, cancellation);
        }
    }

    private async Task<bool> CameAsync(
        CommunityId community, YearMonth first, DeadlineKind kind, YearMonth of, CancellationToken cancellation)
    {
        var (word, months) = kind == DeadlineKind.AdvancePaid
            ? ("advance", [of])
            : ("complete", MarkDeadlines.MonthsOf(first, of.Year).ToArray());
        if (months.Length == 0) return false;
        var entries = await money.EntriesAsync(community, Ledger.Incentives, months[0], months[^1], cancellation);
        // What GSE took back in a movement of parts is no payment that came.
        return months.All(month => entries.Where(entry =>
            entry.Stands && entry.What.Standing == Standing.Received && entry.What.Kind == word && entry.What.Month == month)
            .Sum(entry => entry.What.Amount.Cents) > 0);
    }
}
