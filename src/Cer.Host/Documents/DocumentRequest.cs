using Cer.Domain;
using Cer.Operations.Documents;

namespace Cer.Host.Documents;

/// <summary>What is asked for: a month, kinds, a language; checked into an order.</summary>
internal sealed record DocumentRequest(string? Month, string?[]? Kinds, string? Language)
{
    /// <summary>The order; or else the sentence that says what was found.</summary>
    public (DocumentOrder? Order, string? Fault) Read()
    {
        if (!MarketMonth.TryParse(Month ?? "", out var month)) return (null, "Found no month, expected one such as 2026-01.");
        if (Kinds is not { Length: > 0 and <= 10 }) return (null, $"Found no kinds, expected {DocumentWords.Kinds}, or both.");
        var kinds = new List<DocumentKind>();
        foreach (var word in Kinds)
        {
            if (!DocumentWords.TryParse(word, out DocumentKind kind))
                return (null, $"Found a kind that is not known, expected {DocumentWords.Kinds}.");
            if (!kinds.Contains(kind)) kinds.Add(kind);
        }

        return DocumentWords.TryParse(Language ?? "it", out DocumentLanguage language)
            ? (new(new(month.Year, month.Month), kinds, language), null)
            : (null, "Found a language that is not known, expected it or en.");
    }
}
