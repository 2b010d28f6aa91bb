using Cer.Domain.Codes;

namespace Cer.Settlement.Detecting;

/// <summary>Finds energies that plant, connection or sun cannot give.</summary>
/// <remarks>A quarter is doubted once: for power first, then for the night, then for the clear sky.</remarks>
internal static class PowerDoubts
{
    private static readonly DoubtKind[] Kinds = [DoubtKind.Impossible, DoubtKind.NightProduction, DoubtKind.AboveClearSky];

    public static IEnumerable<Doubt> Find(QuarterSeries series, SeriesFacts facts, CalendarDays days)
    {
        var found = new Dictionary<int, (DoubtKind Kind, long Over)>();
        for (var i = 0; i < series.Count; i++)
            if (Judge(series, facts, i) is { } doubt) found[i] = doubt;
        return found.Count == 0 ? [] : Kinds.SelectMany(kind => DoubtSpans.OfDays(
            kind, days, series.Count, i => found.TryGetValue(i, out var doubt) && doubt.Kind == kind ? doubt.Over : null));
    }

    private static (DoubtKind Kind, long Over)? Judge(QuarterSeries series, SeriesFacts facts, int quarter)
    {
        var amount = series.Amounts[quarter];
        if (amount <= 0) return null;
        var power = facts.PowerKw * DoubtLimits.PowerMargin
            ?? (facts.Voltage == Voltage.Low ? DoubtLimits.LowVoltageKw : DoubtLimits.MediumVoltageKw);
        var most = (long)(power * 250_000);
        if (amount > most) return (DoubtKind.Impossible, amount - most);
        // A value of a whole hour is spread over it, and may reach into the night.
        if (facts is not { Sun: { } sky, PowerKw: { } plate } || series.IsOfHour[quarter]) return null;
        if (sky.IsNight(quarter)) return amount > DoubtLimits.NightFloor ? (DoubtKind.NightProduction, amount) : null;
        var clear = (long)(sky.Most(quarter, plate) * DoubtLimits.PowerMargin) + DoubtLimits.NightFloor;
        return amount > clear ? (DoubtKind.AboveClearSky, amount - clear) : null;
    }
}
