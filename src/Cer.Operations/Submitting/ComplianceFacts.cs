using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Rules;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>All that the compliance report of a month tells (ARERA 727/2022, TIAD; 15/2024).</summary>
public sealed record ComplianceFacts
{
    public required EnergyCommunity Community { get; init; }

    /// <summary>Short name of the configuration here.</summary>
    public required string Code { get; init; }

    /// <summary>From 1; a correction is the next.</summary>
    public required int Revision { get; init; }

    public required Instant MadeAt { get; init; }

    /// <summary>Up to twelve months, the reported one last.</summary>
    public required IReadOnlyList<ComplianceMonth> Months { get; init; }

    /// <summary>The parts of the contribution in the year of the month; null when the rules do not name them.</summary>
    public CacRate? Cac { get; init; }

    /// <summary>Where the factor of CO2 is from; null for the usual one.</summary>
    public string? Co2Source { get; init; }

    public required long Run { get; init; }

    public required string Program { get; init; }

    /// <summary>Whether any rule was invented for the demonstration.</summary>
    public bool Invented { get; init; }

    public ComplianceMonth Reported => Months[^1];

    /// <summary>The months together; null when there is one alone.</summary>
    public CommunityKpis? Together => Months.Count < 2 ? null : new(
        Months.All(month => month.Kpis.Produced is not null) ? Sum(kpis => kpis.Produced!.Value) : null,
        Sum(kpis => kpis.Injected),
        Sum(kpis => kpis.Withdrawn),
        Sum(kpis => kpis.Shared),
        Reported.Kpis.Co2KgPerKwh);

    private Energy Sum(Func<CommunityKpis, Energy> part) => Months.Aggregate(Energy.Zero, (sum, month) => sum + part(month.Kpis));
}
