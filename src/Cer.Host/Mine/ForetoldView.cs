using Cer.Domain;
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
    ForetoldView.ErrorView? Error,
    ForetoldView.ErrorView? ErrorAhead)
{
    public static ForetoldView Of(Foretold told) => new(
        CommunityWords.Of(told.State),
        told.Known,
        SurplusForecast.FewestDays,
        Anonymity.FewestTold,
        [.. told.Days.Select(DayView.Of)],
        ErrorView.Of(told.Error),
        ErrorView.Of(told.ErrorAhead));

    internal sealed record DayView(string Day, IReadOnlyList<HourView> Hours)
    {
        /// <summary>Every hour of the day has its place, also one of which nothing can be said.</summary>
        public static DayView Of(ForetoldDay day)
        {
            var told = day.Hours.ToDictionary(hour => hour.Hour.Start, hour => hour.Surplus);
            var best = day.Best.Select(hour => hour.Hour.Start).ToHashSet();
            return new(
                LocalDatePattern.Iso.Format(day.Day),
                [
                    .. MarketHour.Of(day.Day).Select(hour => HourView.Of(
                        hour, told.TryGetValue(hour.Start, out var surplus) ? surplus : null, best.Contains(hour.Start))),
                ]);
        }
    }

    internal sealed record HourView(string From, string To, decimal? SurplusKwh, bool Best)
    {
        public static HourView Of(MarketHour hour, Energy? surplus, bool best) => new(
            InstantPattern.General.Format(hour.Start),
            InstantPattern.General.Format(hour.End),
            surplus is { } told ? Math.Round(told.KilowattHours, 3, MidpointRounding.AwayFromZero) : null,
            best);
    }

    /// <param name="Days">How many past days were tried.</param>
    /// <param name="Hours">How many hours, without those in which nothing was foretold and nothing was there.</param>
    /// <param name="MeanKwh">By how much they were wrong in the mean.</param>
    /// <param name="SurplusKwh">What there was in the mean.</param>
    internal sealed record ErrorView(int Days, int Hours, decimal MeanKwh, decimal SurplusKwh)
    {
        public static ErrorView? Of(ForecastError? error) => error is null
            ? null
            : new(error.Days, error.Hours, error.Mean.KilowattHours, error.Surplus.KilowattHours);
    }
}
