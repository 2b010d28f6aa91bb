using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Operations.Mine;

/// <summary>An hour or several together.</summary>
/// <param name="Hour">The first hour.</param>
/// <param name="Withdrawn">What is known of the withdrawal; null when nothing is.</param>
/// <param name="Injected">What is known of the injection; null when nothing is.</param>
/// <param name="Quality">The least trustworthy among what is known; null when something is missing.</param>
/// <param name="Arrived">Of how many hours of points the withdrawal is known.</param>
/// <param name="Expected">Of how many it should be.</param>
public sealed record MineSpan(
    MarketHour Hour, Energy? Withdrawn, Energy? Injected, Quality? Quality, int Arrived, int Expected)
{
    internal static MineSpan Of(MarketHour hour, MineHour? known, int expected) => new(
        hour,
        known?.Withdrawn,
        known?.Injected,
        known is null || known.Points < expected || known.InjectionMissing ? null : known.Quality,
        known?.Points ?? 0,
        expected);

    /// <summary>The sum of hours; there must be one.</summary>
    public static MineSpan Sum(IReadOnlyCollection<MineSpan> hours) => new(
        hours.First().Hour,
        Sum(hours.Select(hour => hour.Withdrawn)),
        Sum(hours.Select(hour => hour.Injected)),
        hours.Any(hour => hour.Quality is null) ? null : hours.Max(hour => hour.Quality),
        hours.Sum(hour => hour.Arrived),
        hours.Sum(hour => hour.Expected));

    private static Energy? Sum(IEnumerable<Energy?> amounts) => amounts.Aggregate(
        (Energy?)null,
        (sum, amount) => amount is { } more ? (sum ?? Energy.Zero) + more : sum);
}
