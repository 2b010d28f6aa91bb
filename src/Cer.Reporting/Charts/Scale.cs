namespace Cer.Reporting.Charts;

/// <summary>A scale from zero to a round number, with a few ticks.</summary>
internal sealed class Scale
{
    private static readonly decimal[] Steps = [1m, 2m, 2.5m, 5m, 10m];

    /// <param name="largest">The largest value to show.</param>
    /// <param name="top">Where the top of the scale is drawn.</param>
    /// <param name="bottom">Where zero is drawn.</param>
    public Scale(decimal largest, decimal top, decimal bottom)
    {
        (Top, Bottom) = (top, bottom);
        if (largest == 0) largest = 1;
        var size = 0.001m;
        while (size * 10 * 4 < largest) size *= 10;
        Step = Steps.Select(step => step * size).FirstOrDefault(step => step * 4 >= largest, size * 10);
        Largest = Step * Math.Max(1, Math.Ceiling(largest / Step));
    }

    public decimal Step { get; }

    public decimal Largest { get; }

    public decimal Top { get; }

    public decimal Bottom { get; }

    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (var tick = 0m; tick <= Largest; tick += Step) yield return tick;
        }
    }

    public int Decimals => Step == decimal.Truncate(Step) ? 0 : Step * 10 == decimal.Truncate(Step * 10) ? 1 : 2;

    public decimal At(decimal value) => Bottom - ((Bottom - Top) * value / Largest);
}
