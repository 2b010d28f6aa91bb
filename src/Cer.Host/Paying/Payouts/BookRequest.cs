using Cer.Domain;
using Cer.Host.Viewing;
using Cer.Operations.Paying.Books;
using NodaTime;

namespace Cer.Host.Paying.Payouts;

/// <summary>An entry of the books as a page sends it.</summary>
internal sealed record BookRequest(string? Day, string? Document, string? Words, string? Key, BookRequest.Line[]? Lines)
{
    private const int MostLines = 50;
    private const decimal Most = 1_000_000_000m;

    /// <exception cref="BadHttpRequestException">It is no entry that comes to zero.</exception>
    public NewBookEntry Read(LocalDate today)
    {
        if (Asked.Day(Day) is not { Day: { } day } || day > today)
            throw Wrong("Found no day that has come, expected the day of the document, such as 2026-10-25.");
        if (Lines is not { Length: >= 2 and <= MostLines } lines || lines.Any(line => line is null))
            throw Wrong($"Found no lines, expected two to {MostLines}.");
        var read = lines.Select(Read).ToArray();
        if (read.Sum(line => line.Amount.Cents) != 0)
            throw Wrong("Found lines that do not come to zero, expected debits and credits of the same sum.");
        return new(
            day,
            EntryRequest.Text(Document, "document", 200),
            EntryRequest.Text(Words, "words", 500),
            EntryRequest.Text(Key, "key", 64),
            read);
    }

    private static (BookAccount Account, Money Amount) Read(Line line)
    {
        if (line.Account is not { } kind || !BookWords.Accounts.Contains(kind))
            throw Wrong($"Found another account, expected {string.Join('|', BookWords.Accounts)}.");
        if (BookWords.IsOfMember(kind) != line.MemberId is not null || (kind == "fund") != line.Fund is not null)
            throw Wrong("Found an account without its owner, or with another, expected a member or a fund where it is of one.");
        if (line.Eur is not { } eur || eur == 0 || Math.Abs(eur) > Most || eur != decimal.Round(eur, 2))
            throw Wrong("Found no amount, expected euro with at most two decimals, not zero: debit above zero, credit below.");
        return (
            new(kind, line.MemberId, line.Fund is null ? null : EntryRequest.Text(line.Fund, "fund", 100)),
            new(decimal.ToInt64(eur * 100m)));
    }

    private static BadHttpRequestException Wrong(string sentence) => new(sentence);

    internal sealed record Line(string? Account, int? MemberId, string? Fund, decimal? Eur);
}
