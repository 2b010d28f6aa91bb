using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>A line of the archive.</summary>
public sealed record ArchivedDocument
{
    public required long Id { get; init; }

    public required CommunityId Community { get; init; }

    public required DocumentNumber Number { get; init; }

    public required DocumentKind Kind { get; init; }

    public required YearMonth Month { get; init; }

    /// <summary>The member whose it is, and his code; null for the report.</summary>
    public required (int Id, string Code)? Member { get; init; }

    public required DocumentLanguage Language { get; init; }

    public required long Run { get; init; }

    /// <summary>The number of the document it replaces; null when it is the first.</summary>
    public required DocumentNumber? Replaces { get; init; }

    public required int Pages { get; init; }

    /// <summary>Length of the PDF, in bytes.</summary>
    public required int Length { get; init; }

    public required ReadOnlyMemory<byte> Sha256 { get; init; }

    public required Instant When { get; init; }

    public required string Who { get; init; }
}
