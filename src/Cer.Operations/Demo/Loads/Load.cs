namespace Cer.Operations.Demo.Loads;

/// <summary>Something that uses electricity.</summary>
internal abstract record Load
{
    /// <summary>Mean power over a quarter, kW.</summary>
    public abstract double Kilowatts(in Quarter quarter, Chance chance);

    /// <summary>A little more or less, as real use is.</summary>
    protected static double Jitter(in Quarter quarter, Chance chance, double share) =>
        chance.Of(quarter.Number).Between(1 - share, 1 + share);
}
