using Cer.Domain;
using Cer.Settlement.Detecting;

namespace Cer.Operations.Board;

/// <summary>What a shared kWh of each hour of a month was worth by the run that stands: TIP of each unit, and CAC.</summary>
/// <param name="month">The month.</param>
/// <param name="cacPerKwh">CAC of the month, EUR/kWh of shared energy; null when unknown.</param>
public sealed class HourRates(MarketMonth month, decimal? cacPerKwh)
{
    private readonly Dictionary<int, decimal?[]> _tip = [];
    private readonly long?[] _injected = new long?[month.HourCount];

    /// <param name="unit">The store's number of the unit.</param>
    /// <param name="hour">The hour since the Unix epoch.</param>
    /// <param name="tipPerMwh">EUR/MWh; null when unknown.</param>
    /// <param name="injected">Micro-kWh of the unit; null when it was left out.</param>
    public void Add(int unit, long hour, decimal? tipPerMwh, long? injected)
    {
        var place = (int)(hour - month.FirstHour);
        if (!_tip.TryGetValue(unit, out var rates)) _tip[unit] = rates = new decimal?[month.HourCount];
        rates[place] = tipPerMwh;
        if (injected is { } amount) _injected[place] = (_injected[place] ?? 0) + amount;
    }

    /// <summary>EUR that energy of a quarter of the month may be worth, were all of it shared; null when nobody can tell.</summary>
    /// <remarks>What is made is never settled, and what is taken while nobody gives is not shared.</remarks>
    public decimal? Worth(EnergyFlow flow, int unit, int quarter, long amount)
    {
        if (amount == 0 || flow == EnergyFlow.Produced) return 0m;
        var hour = quarter / 4;
        if (flow == EnergyFlow.Withdrawn && _injected[hour] == 0) return 0m;
        return Tip(flow, unit, hour) is { } tip && cacPerKwh is { } cac
            ? amount / (decimal)Energy.Micro * ((tip / 1000m) + cac)
            : null;
    }

    private decimal? Tip(EnergyFlow flow, int unit, int hour)
    {
        if (flow == EnergyFlow.Injected) return _tip.GetValueOrDefault(unit)?[hour];
        var (sum, known) = (0m, 0);
        foreach (var rates in _tip.Values)
            if (rates[hour] is { } rate) (sum, known) = (sum + rate, known + 1);
        return known == 0 ? null : sum / known;
    }
}
