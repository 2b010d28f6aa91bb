using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Settlement;
using Cer.Settlement.Months;
using Cer.Settlement.Tariffs;

namespace Cer.Operations.Settling;

/// <summary>Months of a run as a settlement has them, from the rows that were kept.</summary>
internal sealed class KeptMonths(StoredGround ground, SettlementRun run)
{
    private readonly ILookup<NodaTime.YearMonth, Ports.UnitMonth> _units = run.UnitMonths.ToLookup(unit => unit.Month);

    /// <summary>An input without readings and prices: for what stands on months that are settled.</summary>
    public SettlementInput Input { get; } =
        ground.Input(new ReadingGrid(ground.Definition.Community), new(), ground.First, ground.Last);

    /// <summary>A month without its members, hours and advances.</summary>
    public MonthSettlement Of(SettledMonth month)
    {
        var units = _units[month.Month].ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        return new()
        {
            Month = new(month.Month.Year, month.Month.Month),
            Energies = new(month.Injected.MicroKilowattHours, month.Withdrawn.MicroKilowattHours, month.Shared.MicroKilowattHours),
            Hours = new(0),
            MissingPods = [],
            UnitHours = [],
            Units = [.. ground.Definition.Community.UnitsByAge().Where(unit => units.ContainsKey(unit.Id)).Select(unit =>
            {
                var kept = units[unit.Id];
                return new Cer.Settlement.Months.UnitMonth(
                    unit,
                    kept.Injected.MicroKilowattHours,
                    kept.Shared.MicroKilowattHours,
                    kept.Incentivised.MicroKilowattHours,
                    kept.InjectedInRight!.Value.MicroKilowattHours,
                    kept.Tip!.Value,
                    kept.Cac,
                    new Advance(Money.Zero, null));
            })],
            Cac = month.Cac,
            Members = [],
            Status = month.Status,
            Reasons = month.Reasons,
        };
    }

    /// <summary>The month with its members: their energies as kept, their power as declared.</summary>
    public MonthSettlement WithMembers(MonthSettlement month, IReadOnlyList<Ports.MemberMonth> kept)
    {
        var nothing = new MonthSettler(Input).Settle(month.Month, new HashSet<NodaTime.LocalDate>());
        var rows = kept.ToDictionary(member => member.Member, StringComparer.Ordinal);
        return month with
        {
            Members = [.. nothing.Members.Select(member => rows[member.Member.Id] is var row
                ? member with
                {
                    Withdrawn = row.Withdrawn.MicroKilowattHours,
                    Injected = row.Injected.MicroKilowattHours,
                    Shared = row.Shared.MicroKilowattHours,
                }
                : member)],
        };
    }
}
