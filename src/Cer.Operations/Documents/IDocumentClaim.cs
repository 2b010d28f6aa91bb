using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>A job that this worker alone holds, with the archive it adds to; disposed without a word, nothing was done.</summary>
public interface IDocumentClaim : IAsyncDisposable
{
    DocumentJob Job { get; }

    /// <summary>Waits for the community's turn: from here to the end of the claim nobody else adds documents to it.</summary>
    Task TakeTurnAsync(CancellationToken cancellation);

    /// <summary>Members whose document of a run is in the archive, 0 for the report.</summary>
    Task<IReadOnlySet<int>> MadeAsync(DocumentKind kind, long run, CancellationToken cancellation);

    /// <summary>The next number of a year; the turn must have been taken.</summary>
    Task<int> NextNumberAsync(int year, CancellationToken cancellation);

    /// <summary>The latest document that told the same of an earlier run, and its number; null when there is none.</summary>
    Task<(long Id, DocumentNumber Number)?> FormerAsync(
        DocumentKind kind, int? member, CancellationToken cancellation);

    Task AddAsync(NewDocument document, CancellationToken cancellation);

    /// <summary>Keeps what was done since the claim; the job goes on, its claim is over.</summary>
    Task KeepAsync(DocumentProgress progress, CancellationToken cancellation);

    /// <summary>Keeps what was done since the claim, and ends the job: failed when there is a problem, else done.</summary>
    Task EndAsync(DocumentProgress progress, Instant at, CancellationToken cancellation);
}
