using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>What was handed out, as it was handed out.</summary>
public interface IDocumentArchive
{
    /// <summary>The documents of a community, the newest first; of one month or one member when these are named.</summary>
    Task<IReadOnlyList<ArchivedDocument>> ListAsync(
        CommunityId community, YearMonth? month, int? member, CancellationToken cancellation);

    /// <summary>How many documents of each month there are; months without any are left out.</summary>
    Task<IReadOnlyDictionary<YearMonth, int>> CountsAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>A document of one of the communities; null when they have none such.</summary>
    Task<ArchivedDocument?> FindAsync(
        IReadOnlyCollection<CommunityId> communities, long id, CancellationToken cancellation);

    /// <summary>The PDF.</summary>
    Task<byte[]> PdfAsync(ArchivedDocument document, CancellationToken cancellation);

    /// <summary>What the PDF was made from.</summary>
    Task<string> HtmlAsync(ArchivedDocument document, CancellationToken cancellation);

    /// <summary>The hours behind it, as CSV.</summary>
    Task<byte[]> HoursAsync(ArchivedDocument document, CancellationToken cancellation);
}
