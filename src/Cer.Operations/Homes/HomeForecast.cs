using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Viewing;
using Cer.Settlement.Detecting;
using Cer.Settlement.Forecasting;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>What a house is told of the hours to come: the forecast of the members' pages, from all that is stored.</summary>
/// <remarks>Hours in which a point is missing are left out, as there: what it gave or took would look like a surplus or a lack.</remarks>
public sealed class HomeForecast
{
    private readonly SurplusForecast _forecast;
    private readonly HashSet<int> _untold;

    /// <param name="hours">The hours of the weeks that went before.</param>
    /// <param name="before">The first day of which nothing is used.</param>
    /// <param name="zone">Where the plants stand, for the height of the sun.</param>
    /// <param name="isTold">Whether enough members are behind an hour that it may be told how much it is.</param>
    public HomeForecast(
        IReadOnlyCollection<HourFigures> hours, LocalDate before, MarketZone zone, Func<HourFigures, bool> isTold)
    {
        HourFigures[] whole = [.. hours.Where(hour => hour.Known == hour.Expected && hour is { Injected: not null, Shared: not null })];
        _untold = [.. whole.Where(hour => !isTold(hour)).Select(hour => ClockOf(hour.Hour))];
        _forecast = new(whole.Select(Left), before, new HourSky(SitePlace.Of(zone)).Of);
    }

    /// <summary>The hours of the day of which something can be said; none while too few days are known.</summary>
    public IReadOnlyList<ForecastHour> Of(LocalDate day) =>
        [.. _forecast.Of(day).Select(one => new ForecastHour(one, !_untold.Contains(ClockOf(one.Hour))))];

    private static SurplusHour Left(HourFigures hour) => new(
        hour.Hour,
        Energy.FromMicroKilowattHours(hour.Injected!.Value.MicroKilowattHours - hour.Shared!.Value.MicroKilowattHours));

    private static int ClockOf(MarketHour hour) => hour.Start.InZone(MarketHour.Rome).Hour;
}
