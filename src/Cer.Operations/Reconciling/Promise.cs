using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A payment that statements of GSE promise for a month of energy.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Kind">What it settles.</param>
/// <param name="Day">The payment day.</param>
/// <param name="Amount">With what is netted; below zero where GSE takes it back.</param>
internal sealed record Promise(MarketMonth Month, StatementKind Kind, LocalDate Day, Money Amount)
{
    /// <summary>The promises of a month's statements, of each kind one.</summary>
    public static IEnumerable<Promise> Of(MarketMonth month, IEnumerable<MonthStatement> statements)
    {
        var told = AdvisedMonth.Of(statements);
        var dates = MonthDates.Of(new(month.Year, month.Month));
        if (told.Advance is { } advance)
        {
            yield return new(
                month, advance.Kind, AdvisedPayment.DayOf(advance, dates.AdvancePaid), Cents(AdvisedMonth.NetOf([advance])));
        }

        var before = 0m;
        var settled = new List<Promise>();
        foreach (var (one, net) in told.Nets())
        {
            settled.Add(new(month, one.Kind, AdvisedPayment.DayOf(one, dates.BalancePaid), Cents(net - before)));
            before = net;
        }

        foreach (var kind in settled.GroupBy(one => one.Kind))
            yield return kind.Last() with { Amount = new(kind.Sum(one => one.Amount.Cents)) };
    }

    private static Money Cents(decimal eur) => new(decimal.ToInt64(decimal.Round(eur * 100m, 0, MidpointRounding.AwayFromZero)));
}
