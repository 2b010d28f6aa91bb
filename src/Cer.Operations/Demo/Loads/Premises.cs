namespace Cer.Operations.Demo.Loads;

/// <summary>A shop, an office, a school, a gym: one power when open, another when closed.</summary>
/// <param name="OpenKw">Power when open.</param>
/// <param name="ClosedKw">Power when closed: fridges, servers, alarms.</param>
/// <param name="Workdays">Hours open on workdays, from and to.</param>
internal sealed record Premises(double OpenKw, double ClosedKw, params (double From, double To)[] Workdays) : Load
{
    /// <summary>Hours open on Saturdays.</summary>
    public (double From, double To)[] Saturdays { get; init; } = [];

    /// <summary>Hours open on Sundays and feasts.</summary>
    public (double From, double To)[] Holidays { get; init; } = [];

    /// <summary>Whether it is closed while schools are.</summary>
    public bool KeepsSchoolYear { get; init; }

    public override double Kilowatts(in Quarter quarter, Chance chance)
    {
        var hours = quarter.Day switch
        {
            DayKind.Workday => Workdays,
            DayKind.Saturday => Saturdays,
            _ => Holidays,
        };
        var open = false;
        foreach (var (from, to) in hours) open |= quarter.Clock >= from && quarter.Clock < to;
        open &= !(KeepsSchoolYear && Season.IsSchoolHoliday(quarter.Local.Date));
        return (open ? OpenKw : ClosedKw) * Jitter(quarter, chance, 0.15);
    }
}
