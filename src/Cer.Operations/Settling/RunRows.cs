using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Settlement;
using Cer.Settlement.Months;
using NodaTime;
using Kwh = Cer.Domain.Energy;
using MemberMonth = Cer.Operations.Ports.MemberMonth;
using UnitMonth = Cer.Operations.Ports.UnitMonth;

namespace Cer.Operations.Settling;

/// <summary>The rows of a settlement as a run keeps them.</summary>
internal static class RunRows
{
    public static IEnumerable<UnitHour> Hours(MonthSettlement month)
    {
        foreach (var unit in month.UnitHours)
        {
            for (var hour = 0; hour < unit.Active.Length; hour++)
            {
                if (!unit.Active[hour]) continue;
                yield return new(
                    unit.Unit.Id,
                    MarketHour.StartingAt(Instant.FromUnixTimeSeconds((month.Month.FirstHour + hour) * 3600)),
                    unit.Counted[hour] ? Kwh.FromMicroKilowattHours(unit.Injected[hour]) : null,
                    Kwh.FromMicroKilowattHours(unit.Shared[hour]),
                    Kwh.FromMicroKilowattHours(unit.Incentivised[hour]),
                    Kwh.FromMicroKilowattHours(unit.Exempt[hour]),
                    unit.Price[hour],
                    unit.Tariff[hour],
                    unit.Premium[hour]);
            }
        }
    }

    public static IReadOnlyList<SettledMonth> Months(SettlementResult result) => [.. result.Months.Select(month => new SettledMonth(
        At(month.Month),
        month.Status,
        month.Reasons,
        Kwh.FromMicroKilowattHours(month.Energies.Injected),
        Kwh.FromMicroKilowattHours(month.Energies.Withdrawn),
        Kwh.FromMicroKilowattHours(month.Energies.Shared),
        month.Premium,
        month.Cac,
        result.SurplusOf(month.Month)))];

    public static IReadOnlyList<UnitMonth> Units(SettlementResult result) =>
        [.. result.Months.SelectMany(month => month.Units.Select(unit => new UnitMonth(
            At(month.Month),
            unit.Unit.Id,
            Kwh.FromMicroKilowattHours(unit.Injected),
            Kwh.FromMicroKilowattHours(unit.Shared),
            Kwh.FromMicroKilowattHours(unit.Incentivised),
            unit.Premium,
            unit.Cac) { InjectedInRight = Kwh.FromMicroKilowattHours(unit.InjectedInRight) }))];

    public static IReadOnlyList<MemberMonth> Members(SettlementResult result)
    {
        var rows = new List<MemberMonth>();
        foreach (var month in result.Months)
        {
            var dealt = result.PaidOf(month.Month);
            for (var i = 0; i < month.Members.Count; i++)
            {
                var member = month.Members[i];
                var paid = dealt?.Members[i];
                rows.Add(new(
                    At(month.Month),
                    member.Member.Id,
                    Kwh.FromMicroKilowattHours(member.Withdrawn),
                    Kwh.FromMicroKilowattHours(member.Injected),
                    Kwh.FromMicroKilowattHours(member.Shared),
                    paid?.Premium,
                    paid?.Cac,
                    paid?.Surplus));
            }
        }

        return rows;
    }

    public static IReadOnlyList<FundMonth> Funds(SettlementResult result) =>
        [.. result.Paid.SelectMany(month => month.Funds.Select(fund => new FundMonth(
            At(month.Month), fund.Fund, fund.Amount.Premium, fund.Amount.Cac, fund.Amount.Surplus)))];

    public static MarketMonth Month(YearMonth month) => new(month.Year, month.Month);

    public static YearMonth At(MarketMonth month) => new(month.Year, month.Month);
}
