namespace Cer.Operations.Backup;

/// <summary>A settled month as its latest run has it: what a restored database must give again.</summary>
public sealed record BackupMonth
{
    public required string Community { get; init; }

    /// <summary>The month, such as 2026-01.</summary>
    public required string Month { get; init; }

    public required long RunId { get; init; }

    /// <summary>First month of the run.</summary>
    public required string From { get; init; }

    /// <summary>Last month of the run.</summary>
    public required string To { get; init; }

    /// <summary>Name and version of the program that made the run.</summary>
    public required string Program { get; init; }

    /// <summary>SHA-256 over all inputs of the run.</summary>
    public required string InputSha256 { get; init; }

    /// <summary>SHA-256 over every row that the run has for the month.</summary>
    public required string RowsSha256 { get; init; }

    /// <summary>Its inputs changed after the run, so that settled anew it may come out otherwise.</summary>
    public required bool Outdated { get; init; }

    public required string Status { get; init; }

    public required long InjectedUkwh { get; init; }

    public required long WithdrawnUkwh { get; init; }

    public required long SharedUkwh { get; init; }

    public required long? TipCents { get; init; }

    public required long? CacCents { get; init; }

    public required long? SurplusCents { get; init; }
}
