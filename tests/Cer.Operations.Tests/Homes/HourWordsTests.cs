using Cer.Domain;
using Cer.Operations.Homes;

namespace Cer.Operations.Tests.Homes;

public class HourWordsTests
{
    [Theory]
    [InlineData("2026-06-22", "10,11,12,14", "10:00–13:00, 14:00–15:00")]
    [InlineData("2026-06-22", "23", "23:00–00:00")]
    // The night of the 25 hours: the second and the third hour are both called two o'clock.
    [InlineData("2026-10-25", "2,3", "02:00–03:00")]
    [InlineData("2026-06-22", "", "")]
    public void Hours_that_touch_are_one_span(string day, string hours, string words)
    {
        var of = MarketHour.Of(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value).ToArray();
        Assert.Equal(words, HourWords.Of(hours.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(hour => of[int.Parse(hour, System.Globalization.CultureInfo.InvariantCulture)])));
    }
}
