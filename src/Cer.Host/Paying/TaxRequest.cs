using Cer.Host.Viewing;
using Cer.Operations.Paying;

namespace Cer.Host.Paying;

/// <summary>A choice of taxes as a page sends it: both percentages with their basis, or none of the three.</summary>
internal sealed record TaxRequest(
    string? From, decimal? WithholdingPercent, decimal? VatPercent, string? Basis, string? Reason)
{
    private const int Longest = 500;

    /// <exception cref="BadHttpRequestException">It says nothing clear.</exception>
    public TaxChoice Read()
    {
        if (Asked.Day(From) is not { Day: { } from })
            throw new BadHttpRequestException("Found no first day, expected one such as 2026-01-01.");
        var reason = EntryRequest.Text(Reason, "reason", Longest);
        if (WithholdingPercent is null && VatPercent is null && string.IsNullOrWhiteSpace(Basis))
            return new(from, null, null, reason);
        if (WithholdingPercent is not { } withholding || VatPercent is not { } vat || !IsPercent(withholding) || !IsPercent(vat))
            throw new BadHttpRequestException(
                "Found one percentage or another number, expected withholding and VAT from 0 to 100, or neither for no tax.");
        return new(from, new(withholding, vat), EntryRequest.Text(Basis, "legal basis", Longest), reason);
    }

    private static bool IsPercent(decimal value) => value is >= 0 and <= 100 && value == decimal.Round(value, 4);
}
