using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.People;
using Cer.Settlement.Detecting;
using Cer.Settlement.Forecasting;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>Tells a member in which hours its community will have energy left over.</summary>
public sealed class ForetellSurplus(IMineCommunity store, TimeProvider time)
{
    private const int DaysBack = (7 * SurplusForecast.Weeks) + ForecastError.LastDays + 1;

    public async Task<Foretold> RunAsync(SecretToken token, MineProfile profile, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var today = now.InZone(MarketHour.Rome).Date;
        var span = new Interval(MarketHour.StartOf(today.PlusDays(-DaysBack)), MarketHour.StartOf(today));
        var hours = await store.CommunityAsync(token, profile, span, cancellation);
        if (hours.Count == 0)
        {
            // What holds now: a community of forty was once one of four.
            var lately = new Interval(MarketHour.StartOf(today.PlusDays(-ForecastError.LastDays)), span.End);
            return Foretold.Nothing(await store.WhyUntoldAsync(token, profile, lately, cancellation), 0);
        }

        SurplusHour[] known = [.. hours.Select(hour => new SurplusHour(hour.Hour, hour.Surplus))];
        var sun = new HourSky(SitePlace.Of(await store.ZoneAsync(token, profile, cancellation) ?? MarketZone.Cnor));
        var forecast = new SurplusForecast(known, today, sun.Of);
        return forecast.HasEnough
            ? new(
                CommunityState.Known,
                forecast.Days,
                [ForetoldDay.Of(forecast, today, now), ForetoldDay.Of(forecast, today.PlusDays(1), now)],
                ForecastError.Of(known, today, sun.Of),
                ForecastError.Of(known, today, sun.Of, 1))
            : Foretold.Nothing(CommunityState.LittleHistory, forecast.Days);
    }
}
