using Cer.Exchange.Gse;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>Guesses which of GSE's payments a movement of the bank is, from what statements promise and nobody has booked.</summary>
/// <remarks>
/// Only what comes to the movement to the cent is a guess, and only where one set of promises is nearer to its day than any other.
/// </remarks>
public sealed class GuessParts(IStatementStore statements, IMoneyStore money, ReadReconciliation read)
{
    private const int YearsBack = 4;
    private const int MostPromises = 14;
    private const int MostParts = 4;

    // What waits below the minimum comes a quarter later; a bank may book before the day that GSE told.
    private static readonly Period Waits = Period.FromDays(100);
    private static readonly Period Early = Period.FromDays(15);

    /// <summary>The parts of each movement that can be guessed, by its number.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<GsePart>>> OfAsync(
        CommunityId community, IReadOnlyList<KeptMovement> movements, CancellationToken cancellation)
    {
        var guesses = new Dictionary<int, IReadOnlyList<GsePart>>();
        if (movements.Count == 0) return guesses;
        var last = movements.Max(movement => movement.Day).ToYearMonth();
        var first = movements.Min(movement => movement.Day).ToYearMonth().PlusMonths(-12 * YearsBack);
        var open = await OpenAsync(community, first, last, cancellation);
        foreach (var movement in movements)
            if (Guess(movement, open) is { Count: > 0 } parts) guesses.Add(movement.Id, parts);
        return guesses;
    }

    /// <summary>The promises that nobody has booked, with what is left of them.</summary>
    private async Task<IReadOnlyList<Promise>> OpenAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation)
    {
        var codes = await read.CodesAsync(community, cancellation);
        var told = (await statements.StatementsAsync(community, first, last, cancellation))
            .Select(one => one with { Lines = codes?.Ours(one.Lines) ?? one.Lines });
        var received = (await money.EntriesAsync(community, Ledger.Incentives, first, last, cancellation))
            .Where(entry => entry.Stands && entry.What.Standing == Standing.Received)
            .ToLookup(entry => (entry.What.Month, entry.What.Kind), entry => entry.What.Amount.Cents);
        return
        [
            .. told.GroupBy(one => one.Month).SelectMany(month => Promise.Of(month.Key, month))
                .Select(one => (Promised: one, Left: one.Amount.Cents - received[(MonthOf(one), one.Kind.Word())].Sum()))
                // Where more came than was promised, a fee was booked on its own.
                .Where(one => Math.Sign(one.Left) == Math.Sign(one.Promised.Amount.Cents) && one.Left != 0)
                .Select(one => one.Promised with { Amount = new(one.Left) }),
        ];
    }

    internal static IReadOnlyList<GsePart> Guess(KeptMovement movement, IEnumerable<Promise> open)
    {
        var near = open
            .Where(one => one.Day >= movement.Day - Waits && one.Day <= movement.Day + Early)
            .OrderBy(one => Distance(one, movement)).ThenBy(one => one.Month).ThenBy(one => one.Kind).Take(MostPromises).ToArray();
        for (var size = 1; size <= Math.Min(MostParts, near.Length); size++)
        {
            var fitting = Sets(near, 0, size).Where(set => set.Sum(one => one.Amount.Cents) == movement.Amount.Cents)
                .OrderBy(set => set.Sum(one => Distance(one, movement))).Take(2).ToArray();
            if (fitting.Length == 0) continue;
            var isPlain = fitting.Length == 1
                || fitting[0].Sum(one => Distance(one, movement)) < fitting[1].Sum(one => Distance(one, movement));
            return isPlain
                ? [.. fitting[0].OrderBy(one => one.Month).ThenBy(one => one.Kind)
                    .Select(one => new GsePart(Ledger.Incentives, MonthOf(one), one.Kind.Word(), one.Amount))]
                : [];
        }

        return [];
    }

    private static IEnumerable<Promise[]> Sets(Promise[] all, int from, int size)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (var i = from; i <= all.Length - size; i++)
            foreach (var rest in Sets(all, i + 1, size - 1)) yield return [all[i], .. rest];
    }

    private static int Distance(Promise promise, KeptMovement movement) =>
        Math.Abs(Period.DaysBetween(promise.Day, movement.Day));

    private static YearMonth MonthOf(Promise promise) => new(promise.Month.Year, promise.Month.Month);
}
