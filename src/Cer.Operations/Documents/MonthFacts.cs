using Cer.Domain.Community;
using Cer.Domain.Rules;
using Cer.Operations.Demo;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>All that the documents of a settled month tell.</summary>
public sealed record MonthFacts
{
    public required CommunityId Community { get; init; }

    public required EnergyCommunity Definition { get; init; }

    public required RuleBook Rules { get; init; }

    /// <summary>The month as its latest run has it.</summary>
    public required MonthRow Row { get; init; }

    public required IReadOnlyList<HourFacts> Hours { get; init; }

    public required IReadOnlyList<UnitMonth> Units { get; init; }

    public required IReadOnlyList<FundMonth> Funds { get; init; }

    /// <summary>What the plants earned, by the parts of the tariffs.</summary>
    public required IReadOnlyList<AccountLine> Account { get; init; }

    public required IReadOnlyList<MemberFacts> Members { get; init; }

    /// <summary>Twelve months up to this one, oldest first; null where none was settled.</summary>
    public required IReadOnlyList<MonthRow?> Trend { get; init; }

    public YearMonth Month => Row.Settled.Month;

    /// <summary>Whether any rule was invented for the demonstration.</summary>
    public bool Invented => Row.RuleIds.Any(DemoRules.IsInvented);

    public CacRate? Cac => Rules.Cac.GetValueOrDefault(Month.Year);

    /// <summary>The rules on the month's last day.</summary>
    public RuleSet LastRules => Rules.On(Month.OnDayOfMonth(1).PlusMonths(1).PlusDays(-1));

    /// <summary>The twelve months of the trend, oldest first.</summary>
    public static IEnumerable<YearMonth> TrendOf(YearMonth month) =>
        Enumerable.Range(-11, 12).Select(offset => month.OnDayOfMonth(1).PlusMonths(offset).ToYearMonth());
}
