using Cer.Host.Viewing;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Payouts;
using NodaTime.Text;

namespace Cer.Host.Paying.Payouts;

/// <summary>What of a movement is GSE's money for a month of energy.</summary>
/// <param name="As">money or sale.</param>
/// <param name="Month">The month of energy.</param>
/// <param name="Kind">Which of GSE's payments.</param>
/// <param name="Eur">In above zero, out below; the parts come to the movement.</param>
internal sealed record BookingPart(string? As, string? Month, string? Kind, decimal? Eur)
{
    /// <summary>The part; of the whole movement where it need not say how much.</summary>
    /// <exception cref="BadHttpRequestException">It does not say what it is.</exception>
    public GsePart Read(bool isWhole)
    {
        var ledger = As switch
        {
            "money" => Ledger.Incentives,
            "sale" => Ledger.Sale,
            _ => throw new BadHttpRequestException("Found another kind of part, expected money or sale."),
        };
        var kinds = EntryWords.Kinds(ledger);
        if (Kind is null || !kinds.Contains(Kind))
            throw new BadHttpRequestException($"Found another kind, expected {string.Join('|', kinds)}.");
        return Asked.Month(Month) is { Month: { } month }
            ? new(ledger, new(month.Year, month.Month), Kind, isWhole ? null : EntryRequest.Amount(Eur))
            : throw new BadHttpRequestException("Found no month, expected the month of energy, such as 2026-10.");
    }

    public static BookingPart Of(GsePart part) => new(
        part.Ledger == Ledger.Sale ? "sale" : "money", YearMonthPattern.Iso.Format(part.Month), part.Kind, part.Amount?.Eur);
}
