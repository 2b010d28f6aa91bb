using Cer.Settlement.Forecasting;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A day of what is foretold.</summary>
/// <param name="Day">The day of the Rome clock.</param>
/// <param name="Hours">Its hours, as far as something can be said of them.</param>
/// <param name="Best">At most three that are still to come.</param>
public sealed record ForetoldDay(LocalDate Day, IReadOnlyList<SurplusHour> Hours, IReadOnlyList<SurplusHour> Best)
{
    public static ForetoldDay Of(SurplusForecast forecast, LocalDate day, Instant now)
    {
        var hours = forecast.Of(day);
        return new(day, hours, BestHours.Of(hours.Where(one => one.Hour.End > now)));
    }
}
