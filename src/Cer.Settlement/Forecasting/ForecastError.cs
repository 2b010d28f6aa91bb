using Cer.Domain;
using NodaTime;

namespace Cer.Settlement.Forecasting;

/// <summary>By how much forecasts of past days, made in the same way from the days before each, were wrong.</summary>
/// <remarks>From those days as they are known now: what came late, or was corrected since, is in.</remarks>
/// <param name="Mean">The mean of what was too much or too little, over the hours that are told.</param>
/// <param name="Surplus">The mean of what there was in those hours, to compare with.</param>
/// <param name="Hours">How many hours: those in which something was foretold or was there. A zero night is no merit.</param>
/// <param name="Days">Of how many days.</param>
public sealed record ForecastError(Energy Mean, Energy Surplus, int Hours, int Days)
{
    /// <summary>So many days are looked at.</summary>
    public const int LastDays = 14;

    /// <param name="known">What is known.</param>
    /// <param name="before">The first day that is not over.</param>
    /// <param name="sky">What a clear sky gives in an hour, by any measure.</param>
    /// <param name="ahead">How many days before its day each was made: of these nothing was known then.</param>
    /// <returns>Null when no day could be foretold.</returns>
    public static ForecastError? Of(
        IReadOnlyCollection<SurplusHour> known, LocalDate before, Func<MarketHour, double> sky, int ahead = 0)
    {
        Int128 wrong = 0, there = 0;
        var (hours, days) = (0, 0);
        foreach (var day in known.Where(one => one.Hour.Day < before && one.Hour.Day >= before.PlusDays(-LastDays))
            .ToLookup(one => one.Hour.Day))
        {
            var forecast = new SurplusForecast(known, day.Key.PlusDays(-ahead), sky);
            if (!forecast.HasEnough) continue;
            days++;
            foreach (var (hour, surplus) in day)
            {
                if (forecast.Of(hour) is not { } told || (told == surplus && surplus == Energy.Zero)) continue;
                wrong += Math.Abs(told.MicroKilowattHours - surplus.MicroKilowattHours);
                there += surplus.MicroKilowattHours;
                hours++;
            }
        }

        return days == 0 ? null : new(Mean(wrong), Mean(there), hours, days);

        Energy Mean(Int128 sum) => Energy.FromMicroKilowattHours(hours == 0 ? 0 : (long)(sum / hours));
    }
}
