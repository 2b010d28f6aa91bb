using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A settlement of consecutive months with all that it stands on.</summary>
public sealed record SettlementRun
{
    private readonly MonthStatus? _status;

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

    /// <summary>What had arrived when its inputs were read; null for a run that did not keep it.</summary>
    public InputCut? Cut { get; init; }

    /// <summary>Earlier runs, ascending, that have the rows which this one leaves as they are.</summary>
    public IReadOnlyList<long> StandsOn { get; init; } = [];

    /// <summary>The inputs day by day; none for a run that did not keep them.</summary>
    public IReadOnlyList<SettledDay> Days { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public required IReadOnlyList<SettledMonth> Months { get; init; }

    public IReadOnlyList<UnitHour> UnitHours { get; init; } = [];

    public IReadOnlyList<UnitMonth> UnitMonths { get; init; } = [];

    public IReadOnlyList<MemberMonth> MemberMonths { get; init; } = [];

    public IReadOnlyList<FundMonth> FundMonths { get; init; } = [];

    /// <summary>The worst of its months, also of those that it leaves as they are.</summary>
    public MonthStatus Status
    {
        get => _status ?? Months.Select(month => month.Status).DefaultIfEmpty().Max();
        init => _status = value;
    }
}
