namespace Cer.Operations.Demo;

/// <summary>Repeatable chance: the same seed and numbers give the same value, in any order of asking.</summary>
/// <remarks>SplitMix64 as a hash (Steele, Lea, Flood 2014).</remarks>
internal readonly record struct Chance(ulong Seed)
{
    /// <summary>From 0, included, to 1, excluded.</summary>
    public double Unit => (Mix(Seed) >> 11) * (1.0 / (1UL << 53));

    /// <summary>The chance of one thing among many: a point, a day, a quarter.</summary>
    public Chance Of(long number) => new(Mix(Seed ^ Mix(unchecked((ulong)number))));

    public double Between(double least, double most) => least + ((most - least) * Unit);

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
