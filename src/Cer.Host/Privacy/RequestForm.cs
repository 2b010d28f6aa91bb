using Cer.Domain;
using Cer.Host.Viewing;
using Cer.Operations.Privacy;
using NodaTime;

namespace Cer.Host.Privacy;

/// <summary>A request as a page sends it.</summary>
internal sealed record RequestForm(string? Kind, string? Month, string? Hour, string? Text)
{
    public const int LongestText = 4000;

    /// <exception cref="BadHttpRequestException">It is none.</exception>
    public NewRequest Read()
    {
        if (Kind is not ("leave" or "erasure" or "amount" or "consent"))
            throw new BadHttpRequestException("Found another kind, expected leave, erasure, amount or consent.");
        var text = Words(Text);
        if (Kind != "amount")
        {
            return Month is null && Hour is null
                ? new(Kind, null, null, text)
                : throw new BadHttpRequestException("Found a month or an hour, expected none but where an amount is contested.");
        }

        if (Month is null || !MarketMonth.TryParse(Month, out var month))
            throw new BadHttpRequestException("Found another month, expected one such as 2026-10.");
        Instant? hour = null;
        if (!string.IsNullOrEmpty(Hour))
        {
            if (Asked.Hour(Hour) is not { Hour: { } its } || MarketMonth.Of(its.Day) != month)
                throw new BadHttpRequestException(
                    "Found another hour, expected the start of one of the month such as 2026-10-25T11:00:00Z.");
            hour = its.Start;
        }

        return new(Kind, new YearMonth(month.Year, month.Month), hour, text);
    }

    /// <exception cref="BadHttpRequestException">There is no text, or a long one.</exception>
    internal static string Words(string? text) => text?.Trim() is { Length: > 0 and <= LongestText } words
        ? words
        : throw new BadHttpRequestException($"Found no text or a long one, expected 1 to {LongestText} characters.");
}
