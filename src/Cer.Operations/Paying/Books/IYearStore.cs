using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>Accounts of years: as the books stand, and as they were handed out.</summary>
public interface IYearStore
{
    Task<YearAccount> YearAsync(CommunityId community, int year, CancellationToken cancellation);

    /// <summary>What was handed out of a year, the newest first.</summary>
    Task<IReadOnlyList<KeptYear>> KeptAsync(CommunityId community, int year, CancellationToken cancellation);

    /// <param name="community">Whose.</param>
    /// <param name="year">The year.</param>
    /// <param name="make">Writes it with the number that it gets.</param>
    /// <param name="who">Who hands it out.</param>
    /// <param name="when">When.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The number.</returns>
    Task<int> KeepAsync(
        CommunityId community, int year, Func<int, Task<NewYear>> make, string who, Instant when, CancellationToken cancellation);

    /// <summary>The workbook; null where there is none, or its time is over.</summary>
    Task<byte[]?> WorkbookAsync(CommunityId community, int year, int number, CancellationToken cancellation);

    /// <summary>The account to GSE; null where there is none, or its time is over.</summary>
    Task<byte[]?> GseAsync(CommunityId community, int year, int number, CancellationToken cancellation);

    /// <summary>A paper as PDF; null where there is none, or it is not pressed yet.</summary>
    Task<byte[]?> PdfAsync(YearPaperKey paper, CancellationToken cancellation);

    /// <summary>A paper as HTML; null where there is none.</summary>
    Task<string?> HtmlAsync(YearPaperKey paper, CancellationToken cancellation);

    /// <summary>Gives some papers that wait for the press to it and keeps what it made of them; one node at a time.</summary>
    /// <returns>How many papers; zero when none waits, or another node presses.</returns>
    Task<int> PressAsync(
        int most,
        Func<YearPaperKey, string, Instant, Task<PressedYear>> press,
        Instant now,
        CancellationToken cancellation);
}
