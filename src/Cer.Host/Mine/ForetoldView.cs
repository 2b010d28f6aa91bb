using Cer.Domain.Community;
using Cer.Operations.Mine;
using Cer.Settlement.Forecasting;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>What is foretold, as JSON: kWh of the whole community.</summary>
internal sealed record ForetoldView(
    string State,
    int KnownDays,
    int NeededDays,
    int FewestMembers,
    IReadOnlyList<ForetoldView.DayView> Days,
    ForetoldView.ErrorView? Error)
{
    public static ForetoldView Of(Foretold told) => new(
        CommunityWords.Of(told.State),
        told.Known,
        SurplusForecast.FewestDays,
        Anonymity.Fewest,
        [.. told.Days.Select(DayView.Of)],
        told.Error is { } error
            ? new(error.Days, error.Hours, error.Mean.KilowattHours, error.Surplus.KilowattHours)
            : null);

    internal sealed record DayView(string Day, IReadOnlyList<HourView> Hours)
    {
        public static DayView Of(ForetoldDay day) => new(
            LocalDatePattern.Iso.Format(day.Day), [.. day.Hours.Select(hour => HourView.Of(hour, day.Best.Contains(hour)))]);
    }

    internal sealed record HourView(string From, string To, decimal SurplusKwh, bool Best)
    {
        public static HourView Of(SurplusHour hour, bool best) => new(
            InstantPattern.General.Format(hour.Hour.Start),
            InstantPattern.General.Format(hour.Hour.End),
            Math.Round(hour.Surplus.KilowattHours, 3, MidpointRounding.AwayFromZero),
            best);
    }

    /// <param name="Days">How many past days were tried.</param>
    /// <param name="Hours">How many hours, without those in which nothing was foretold and nothing was there.</param>
    /// <param name="MeanKwh">By how much they were wrong in the mean.</param>
    /// <param name="SurplusKwh">What there was in the mean.</param>
    internal sealed record ErrorView(int Days, int Hours, decimal MeanKwh, decimal SurplusKwh);
}
