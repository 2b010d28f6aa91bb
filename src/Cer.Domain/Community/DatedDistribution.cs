using Cer.Domain.Rules;

namespace Cer.Domain.Community;

/// <summary>A version of the regolamento that was approved, and the month from which it takes effect.</summary>
/// <param name="Version">Its number.</param>
/// <param name="From">First month.</param>
/// <param name="Reference">The deliberation or assembly that decided it.</param>
/// <param name="Distribution">Its steps.</param>
public sealed record DatedDistribution(int Version, MarketMonth From, string Reference, Distribution Distribution)
{
    /// <summary>How explanations name it.</summary>
    public RuleOrigin Origin => new(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"regolamento v{Version}"), From.FirstDay, Reference);
}
