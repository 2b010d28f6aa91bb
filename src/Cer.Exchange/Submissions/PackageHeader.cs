using Cer.Domain;
using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Exchange.Submissions;

/// <summary>What a package is of: a configuration, a month, and the calculation that its figures come from.</summary>
public sealed record PackageHeader
{
    /// <summary>Short name of the configuration here.</summary>
    public required string Community { get; init; }

    public required string Name { get; init; }

    public required ConfigurationKind Kind { get; init; }

    /// <summary>The code under which the authority keeps the configuration; null while it has given none.</summary>
    public string? ConfigurationCode { get; init; }

    public string? PrimarySubstation { get; init; }

    public required MarketMonth Month { get; init; }

    /// <summary>From 1; a correction is the next.</summary>
    public required int Revision { get; init; }

    public required Instant MadeAt { get; init; }

    public required MonthStatus Status { get; init; }

    /// <summary>Number of the settlement run.</summary>
    public required long Run { get; init; }

    /// <summary>SHA-256 over all inputs of the run, lower-case hexadecimal.</summary>
    public required string InputSha256 { get; init; }

    /// <summary>Ids of the rules, in the order of application.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Name and version of the program that settled.</summary>
    public required string Program { get; init; }
}
