namespace Cer.Operations.Demo.Loads;

/// <summary>A family: a base, mornings and evenings, more at home on holidays, a wash on some days.</summary>
/// <param name="KwhPerDay">What it uses on a day without a wash, about.</param>
internal sealed record Household(double KwhPerDay) : Load
{
    private const double WashKw = 0.9;
    private const double WashHours = 1.25;

    // Shares of the day, hour by hour.
    private static readonly double[] Workday =
    [
        2.3, 2.0, 1.9, 1.9, 1.9, 2.2, 3.6, 4.8, 4.2, 3.2, 3.0, 3.4,
        4.2, 4.4, 3.6, 3.2, 3.4, 4.4, 6.2, 8.0, 8.6, 7.8, 6.0, 3.8,
    ];

    private static readonly double[] Holiday =
    [
        2.6, 2.2, 2.0, 1.9, 1.9, 2.0, 2.4, 3.4, 4.6, 5.0, 5.0, 5.4,
        6.4, 5.6, 4.2, 3.8, 3.8, 4.4, 5.8, 7.2, 7.6, 6.4, 4.8, 3.6,
    ];

    public override double Kilowatts(in Quarter quarter, Chance chance)
    {
        var shares = quarter.Day == DayKind.Workday ? Workday : Holiday;
        var season = 0.88 + (0.24 * Season.Cold(quarter.Local.Date)) + (0.30 * Season.Heat(quarter.Local.Date));
        var usual = KwhPerDay * season * shares[quarter.Local.Hour] / 100;
        return (usual * Jitter(quarter, chance, 0.35)) + Wash(quarter, chance);
    }

    private static double Wash(in Quarter quarter, Chance chance)
    {
        var today = chance.Of(quarter.Local.Date.ToDateOnly().DayNumber);
        if (today.Unit > 0.45) return 0;
        var begin = Math.Floor(today.Of(1).Between(8, 20) * 4) / 4;
        return quarter.Clock >= begin && quarter.Clock < begin + WashHours ? WashKw : 0;
    }
}
