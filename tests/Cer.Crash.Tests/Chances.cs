using System.Globalization;

namespace Cer.Crash.Tests;

/// <summary>The moments of kills: random, and the same again for the same CER_CRASH_SEED.</summary>
internal static class Chances
{
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CER_CRASH_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Random.Shared.Next();

    /// <summary>Whether the long runs are wanted too.</summary>
    public static bool Soak => Environment.GetEnvironmentVariable("CER_SOAK") == "1";

    /// <summary>Chances of a test, whatever the tests before it drew.</summary>
    public static Random Of(string test) => new(unchecked(Seed + test.Sum(letter => letter * 31)));
}
