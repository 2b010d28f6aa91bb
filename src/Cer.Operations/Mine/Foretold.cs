using Cer.Settlement.Forecasting;

namespace Cer.Operations.Mine;

/// <summary>When it is worth using energy: what the community is expected to have left over today and tomorrow.</summary>
/// <param name="State">Whether it can be told, and why not.</param>
/// <param name="Known">Of how many days of the last four weeks something is known.</param>
/// <param name="Days">Today and tomorrow; empty when it cannot be told.</param>
/// <param name="Error">By how much such forecasts of the day itself were wrong; null when none could be tried.</param>
/// <param name="ErrorAhead">The same of those of the day after.</param>
public sealed record Foretold(
    CommunityState State, int Known, IReadOnlyList<ForetoldDay> Days, ForecastError? Error, ForecastError? ErrorAhead)
{
    public static Foretold Nothing(CommunityState state, int known) => new(state, known, [], null, null);
}
