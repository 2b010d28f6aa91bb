using Cer.Exchange.Gse;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A statement's file as it is taken in.</summary>
public sealed record NewImport
{
    public required string FileName { get; init; }

    public required byte[] Sha256 { get; init; }

    public required KeptProfile Profile { get; init; }

    public required IReadOnlyList<StatementLine> Lines { get; init; }

    public required string Who { get; init; }

    public required Instant At { get; init; }
}
