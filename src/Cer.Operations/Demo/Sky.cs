using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>How clear the sky is, from 0 to 1: days of three kinds, and hours that pass into each other.</summary>
internal sealed class Sky(Chance chance)
{
    public double ClearnessAt(Instant instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        var hour = seconds / 3600;
        var share = (seconds % 3600) / 3600.0;
        return (OfHour(hour) * (1 - share)) + (OfHour(hour + 1) * share);
    }

    private double OfHour(long hour)
    {
        var day = chance.Of(hour / 24);
        var cold = Season.Cold(Instant.FromUnixTimeSeconds(hour * 3600).InUtc().Date);
        var (least, most) = day.Unit switch
        {
            // More than half of the days are clear in July, a third in January.
            var luck when luck < 0.65 - (0.30 * cold) => (0.90, 1.00),
            var luck when luck < 0.90 - (0.20 * cold) => (0.40, 0.95),
            _ => (0.08, 0.35),
        };
        return day.Of(hour).Between(least, most);
    }
}
