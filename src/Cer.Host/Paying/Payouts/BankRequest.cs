using Cer.Domain.Banking;
using Cer.Operations.Paying.Payouts;

namespace Cer.Host.Paying.Payouts;

/// <summary>Bank details as a page sends them: an IBAN, an account of the treasury, or neither.</summary>
internal sealed record BankRequest(string? Iban, string? Treasury, string? Holder, string? Bic, string? Reason)
{
    private const int LongestReason = 500;
    private const int LongestHolder = 70;

    public string Why => EntryRequest.Text(Reason, "reason", LongestReason);

    /// <summary>The account; null when it says that there is none.</summary>
    /// <exception cref="BadHttpRequestException">It is none that can be paid.</exception>
    public BankAccount? Read()
    {
        var (iban, treasury) = (Said(Iban), Said(Treasury));
        if (iban is null && treasury is null) return null;
        if (iban is not null && treasury is not null)
            throw new BadHttpRequestException("Found an IBAN and an account of the treasury, expected one of them.");
        var holder = EntryRequest.Text(Holder, "holder", LongestHolder);
        if (treasury is not null)
        {
            return treasury.Length is >= 3 and <= 10 && treasury.All(char.IsAsciiDigit)
                ? new(null, treasury, holder)
                : throw new BadHttpRequestException(
                    "Found another account of the treasury, expected its number: 3 to 10 digits.");
        }

        if (!Domain.Banking.Iban.TryParse(iban, null, out var read))
            throw new BadHttpRequestException($"Found no IBAN, expected {Domain.Banking.Iban.Form}.");
        return IbanLength.IsInSepa(read.Country)
            ? new(read, null, holder)
            : throw new BadHttpRequestException(
                "Found an IBAN of a country outside of SEPA, expected one that credit transfers reach.");
    }

    /// <summary>The bank; null where the IBAN says it.</summary>
    public string? ReadBic()
    {
        if (Said(Bic)?.ToUpperInvariant() is not { } bic) return null;
        return bic.Length is 8 or 11 && bic.All(char.IsAsciiLetterOrDigit)
            && bic.AsSpan(4, 2).IndexOfAnyExceptInRange('A', 'Z') < 0
            ? bic
            : throw new BadHttpRequestException("Found another BIC, expected 8 or 11 letters and digits, or none.");
    }

    private static string? Said(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;
}
