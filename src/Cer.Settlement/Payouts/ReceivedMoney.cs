using Cer.Domain;
using NodaTime;

namespace Cer.Settlement.Payouts;

/// <summary>How much of the money received is there for the members of each month: each cent that came in, once.</summary>
/// <remarks>
/// What GSE pays for a month is first that month's own, then that of its corrections, the one taken first before the others. A
/// correction below zero is netted by GSE with the corrected month and by members with the one that took it: what that one has
/// more than it needs goes back.
/// </remarks>
public static class ReceivedMoney
{
    /// <summary>What is left for members, by month; of months without a payable nothing.</summary>
    public static IReadOnlyDictionary<YearMonth, Money> Left(
        IReadOnlyCollection<ReceivedMonth> months, IEnumerable<MovedCorrection> corrections)
    {
        var known = months.ToDictionary(one => one.Month);
        MovedCorrection[] moved =
        [
            .. corrections.Where(one => known.ContainsKey(one.Corrects) && known.ContainsKey(one.Month))
                .OrderBy(one => one.Month).ThenBy(one => one.Corrects),
        ];
        var pots = months.ToDictionary(one => one.Month, one => one.Received.Cents);
        // What a month would be without the corrections that it took.
        var own = months.ToDictionary(
            one => one.Month, one => one.Gross.Cents - moved.Where(line => line.Month == one.Month).Sum(line => line.Amount.Cents));
        var less = moved.Where(line => line.Amount.Cents < 0).ToLookup(line => line.Month);
        var needs = known.Keys.ToDictionary(month => month, month => Math.Max(0, own[month] + less[month].Sum(line => line.Amount.Cents)));
        // The latest first: what it gives back is there when the one before is asked to.
        foreach (var line in known.Keys.OrderDescending().SelectMany(month => less[month]))
            pots[line.Corrects] += Take(line.Month, -line.Amount.Cents);
        var arrived = moved.Where(line => line.Amount.Cents > 0)
            .Select(line => (line.Month, Cents: Take(line.Corrects, line.Amount.Cents))).ToLookup(part => part.Month, part => part.Cents);
        return months.Where(one => one.Gross.Cents > 0 && one.Members.Cents > 0)
            .ToDictionary(one => one.Month, one => LeftOf(one, pots[one.Month] + arrived[one.Month].Sum()));

        long Take(YearMonth month, long most)
        {
            var goes = Math.Clamp(pots[month] - needs[month], 0, most);
            pots[month] -= goes;
            return goes;
        }
    }

    private static Money LeftOf(ReceivedMonth month, long pot)
    {
        var part = Math.Max(0, Math.Min(pot, month.Gross.Cents)) * (decimal)month.Members.Cents / month.Gross.Cents;
        return new(Math.Max(0, decimal.ToInt64(decimal.Truncate(part)) - month.Taken.Cents));
    }
}
