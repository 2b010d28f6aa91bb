using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>Accounts of years: as the books stand, and as they were handed out.</summary>
public interface IYearStore
{
    Task<YearAccount> YearAsync(CommunityId community, int year, CancellationToken cancellation);

    /// <summary>What was handed out of a year, the newest first.</summary>
    Task<IReadOnlyList<KeptYear>> KeptAsync(CommunityId community, int year, CancellationToken cancellation);

    /// <returns>The number.</returns>
    Task<int> KeepAsync(
        CommunityId community, int year, byte[] workbook, string who, Instant when, CancellationToken cancellation);

    /// <summary>The workbook; null where there is none, or its time is over.</summary>
    Task<byte[]?> WorkbookAsync(CommunityId community, int year, int number, CancellationToken cancellation);
}
