using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>Who makes a run, when, by which program and from what.</summary>
internal sealed record RunHead(
    CommunityId Community, string Program, string Who, Instant When, int Version, InputCut Cut)
{
    /// <summary>A run with every row of its own.</summary>
    public SettlementRun Of(StoredGround ground, StoredSettlement settled)
    {
        var result = settled.Result;
        return new()
        {
            Community = Community,
            DefinitionVersion = Version,
            From = RunRows.At(ground.First),
            To = RunRows.At(ground.Last),
            RuleIds = ground.Rules.Ids,
            InputHash = DayHashes.Root(settled.Days.Select(day => (day.Day, day.Hash.ToArray())), ground.Texts),
            Program = Program,
            Who = Who,
            When = When,
            Status = result.Months.Max(month => month.Status),
            Cut = Cut,
            Days = settled.Days,
            Warnings = result.Warnings,
            Months = RunRows.Months(result),
            UnitHours = settled.Hours,
            UnitMonths = RunRows.Units(result),
            MemberMonths = RunRows.Members(result),
            FundMonths = RunRows.Funds(result),
        };
    }
}
