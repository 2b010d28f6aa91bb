using Cer.Domain.Community;
using Cer.Operations.Ports;
using Cer.Settlement.Explaining;

namespace Cer.Operations.Documents;

/// <summary>What is known of one member in a month.</summary>
public sealed record MemberFacts
{
    /// <summary>The store's number of the member.</summary>
    public required int Id { get; init; }

    public required Member Member { get; init; }

    /// <summary>Energies and money as they were settled.</summary>
    public required MemberMonth Settled { get; init; }

    public required IReadOnlyList<MemberHourFacts> Hours { get; init; }

    /// <summary>Why its money is what it is, step by step; null without a regolamento.</summary>
    public required ExplainedAmount? Account { get; init; }

    /// <summary>Months up to this one, oldest first, each by its latest run; null where none was settled.</summary>
    public required IReadOnlyList<MemberMonth?> Trend { get; init; }

    /// <summary>Hours of its points in the configuration, and how many of them were left out.</summary>
    public required (int Expected, int Missing) PointHours { get; init; }

    /// <summary>Hours of its points that rest on readings which nobody measured.</summary>
    public required decimal EstimatedHours { get; init; }

    /// <summary>Whether anything was heard of the member in the month.</summary>
    public bool HasData => PointHours.Missing < PointHours.Expected;
}
