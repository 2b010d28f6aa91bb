using Cer.Domain;
using Cer.Host.Viewing;
using Cer.Operations.Paying;
using NodaTime;

namespace Cer.Host.Paying;

/// <summary>An entry as a page sends it.</summary>
internal sealed record EntryRequest(
    string? Standing, string? Month, string? Kind, int? PlantId, decimal? Eur, string? Day, string? Source)
{
    private const int LongestSource = 200;
    private const decimal Most = 1_000_000_000m;

    /// <exception cref="BadHttpRequestException">It cannot be read as an entry of the ledger, not in the future.</exception>
    public NewEntry Read(Ledger ledger, LocalDate today)
    {
        var kinds = EntryWords.Kinds(ledger);
        if (EntryWords.Of(Standing) is not { } standing)
            throw Wrong($"Found another standing, expected {string.Join('|', EntryWords.Standings)}.");
        if (Kind is null || !kinds.Contains(Kind)) throw Wrong($"Found another kind, expected {string.Join('|', kinds)}.");
        if (Asked.Month(Month) is not { Month: { } month })
            throw Wrong("Found no month, expected the month of energy, such as 2026-10.");
        if (Asked.Day(Day) is not { Day: { } day } || day > today)
            throw Wrong("Found no day that has come, expected the day of the statement or of the credit, such as 2026-10-25.");
        if (month.FirstDay > day) throw Wrong("Found a day before the month of energy, expected one in it or after it.");
        if (PlantId is < 1) throw Wrong("Found no such plant, expected the number of one, or none for all of them.");
        return new(
            standing, new(month.Year, month.Month), Kind, PlantId, Amount(Eur), day, Text(Source, "source", LongestSource));
    }

    /// <summary>A text that says something.</summary>
    public static string Text(string? text, string name, int longest) => text?.Trim() is { Length: > 0 } said && said.Length <= longest
        ? said
        : throw Wrong($"Found no {name} or a long one, expected 1 to {longest} characters.");

    /// <summary>Euro to the cent, not zero.</summary>
    public static Money Amount(decimal? eur)
    {
        if (eur is not { } amount || amount == 0 || Math.Abs(amount) > Most || amount != decimal.Round(amount, 2))
            throw Wrong("Found no amount, expected euro with at most two decimals, not zero, up to a thousand million.");
        return new(decimal.ToInt64(amount * 100m));
    }

    private static BadHttpRequestException Wrong(string sentence) => new(sentence);
}
