using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A settlement of consecutive months with all that it stands on.</summary>
public sealed record SettlementRun
{
    public required CommunityId Community { get; init; }

    /// <summary>Version of the community's definition that was settled.</summary>
    public required int DefinitionVersion { get; init; }

    public required YearMonth From { get; init; }

    public required YearMonth To { get; init; }

    /// <summary>Ids of the rule files, in the order of application.</summary>
    public required IReadOnlyList<string> RuleIds { get; init; }

    /// <summary>SHA-256 over all inputs.</summary>
    public required ReadOnlyMemory<byte> InputHash { get; init; }

    /// <summary>Name and version of the program.</summary>
    public required string Program { get; init; }

    /// <summary>The person or service that asked for it.</summary>
    public required string Who { get; init; }

    public required Instant When { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public required IReadOnlyList<SettledMonth> Months { get; init; }

    public IReadOnlyList<UnitHour> UnitHours { get; init; } = [];

    public IReadOnlyList<UnitMonth> UnitMonths { get; init; } = [];

    public IReadOnlyList<MemberMonth> MemberMonths { get; init; } = [];

    public IReadOnlyList<FundMonth> FundMonths { get; init; } = [];

    /// <summary>The worst of its months.</summary>
    public MonthStatus Status => Months.Select(month => month.Status).DefaultIfEmpty().Max();
}
