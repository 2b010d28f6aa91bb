using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Domain.Rules;
using NodaTime;

namespace Cer.Settlement.Tests;

/// <summary>A small community of one hour or more, made by hand.</summary>
internal sealed class Scenario
{
    public static readonly MarketMonth June = new(2025, 6);

    private readonly List<Member> _members = [];
    private readonly List<PodMembership> _pods = [];
    private readonly List<ProductionUnit> _units = [];
    private readonly List<(string Pod, string? Unit, long Hour, decimal? Injected, decimal? Withdrawn)> _rows = [];
    private readonly PriceTable _prices = new();

    public static long Noon => June.FirstHour + 12;

    public Distribution? Distribution { get; set; }

    public RuleBook Rules { get; set; } = Law.Base;

    /// <summary>A member with one point; the point is in the configuration for the noon of 1 June only.</summary>
    public Scenario Member(string id, MemberCategory category = MemberCategory.NaturalPerson, LocalDate? from = null, LocalDate? to = null)
    {
        _members.Add(new(id, id, category, Cer.Domain.Community.Member.EnterpriseByDefault(category)));
        _pods.Add(new(id, id, Voltage.Low, from ?? new(2025, 6, 1), to ?? new(2025, 6, 1)));
        return this;
    }

    public Scenario Unit(
        string id,
        string pod,
        decimal powerKw,
        LocalDate? inService = null,
        decimal grant = 0,
        decimal obligation = 0,
        decimal superbonus = 0,
        string? plant = null)
    {
        var day = inService ?? new(2024, 6, 1);
        _units.Add(new()
        {
            Id = id,
            Plant = plant ?? id,
            Pod = pod,
            Source = EnergySource.Photovoltaic,
            Zone = MarketZone.Cnor,
            Area = FcArea.Centro,
            PowerKw = powerKw,
            InService = day,
            Regime = ProductionUnit.RegimeByDefault(day),
            IncentiveFrom = day,
            GrantPercent = grant,
            ObligationKw = obligation,
            SuperbonusKw = superbonus,
        });
        return this;
    }

    public Scenario Row(string pod, decimal? injected, decimal? withdrawn, long? hour = null, string? unit = null)
    {
        _rows.Add((pod, unit, hour ?? Noon, injected, withdrawn));
        return this;
    }

    public Scenario Price(decimal eurPerMwh, long? hour = null)
    {
        Assert.True(_prices.Add(MarketZone.Cnor, (hour ?? Noon) * 4, 60, eurPerMwh));
        return this;
    }

    /// <summary>Confirms TRAS_E of 2025 (EUR/MWh).</summary>
    public Scenario Confirm(decimal transmissionRate)
    {
        var rate = transmissionRate.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Rules = Law.With($"{{id: cac, from: 2025-01-01, cac: {{2025: {{tras_e: {rate}, act: invented for a test}}}}}}");
        return this;
    }

    public SettlementInput Input(MarketMonth? to = null)
    {
        var community = new EnergyCommunity
        {
            Name = "Prova",
            Kind = ConfigurationKind.Cer,
            ConstitutedOn = new(2024, 1, 1),
            Members = _members,
            Pods = _pods,
            Units = _units,
            Distribution = Distribution,
        };
        var grid = new ReadingGrid(community);
        foreach (var row in _rows)
        {
            var unit = row.Unit ?? _units.Find(u => u.Pod == row.Pod)?.Id;
            var verdict = grid.Add(
                grid.PodIndex(row.Pod), _units.FindIndex(u => u.Id == unit), row.Hour * 4, 60, Micro(row.Injected), Micro(row.Withdrawn));
            Assert.Equal(RowVerdict.Accepted, verdict);
        }

        return new(community, Rules, grid, _prices, June, to ?? June);
    }

    /// <summary>Fills the other hours of 1 June with zeros for the members named, so that nothing of theirs is missing.</summary>
    public Scenario AllDayWithout(IEnumerable<string> members)
    {
        foreach (var member in members)
            for (var hour = June.FirstHour; hour < June.FirstHour + 24; hour++)
                if (hour != Noon) Row(member, 0, 0, hour);
        return this;
    }

    public SettlementResult Settle() => CommunitySettlement.Settle(Input());

    private static long Micro(decimal? kwh) => kwh is { } known ? Cer.Domain.Energy.FromKilowattHours(known).MicroKilowattHours : -1;
}
