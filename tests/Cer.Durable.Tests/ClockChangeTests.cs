using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Calendars of Rome in the nights when the clocks change, with two nodes: one firing for each time of the calendar.</summary>
/// <remarks>
/// On 28 March 2027 at 01:00 UTC it is 03:00 instead of 02:00 in Rome; on 31 October 2027 at 01:00 UTC it is 02:00 again.
/// </remarks>
public sealed class ClockChangeTests(FlowFixture fixture)
{
    private const string Forward = "2027-03-27T23:50:00Z";
    private const string Back = "2027-10-30T22:50:00Z";

    [Trait("Pain", "cron fires twice or a minute early")]
    [Theory]
    [InlineData(Forward, "0 0 * * * *", "00:00 01:00 02:00 03:00")]
    [InlineData(Forward, "0 30 2 * * *", "01:00")]
    [InlineData(Forward, "0 0 3 * * *", "01:00")]
    [InlineData(
        Forward, "0 */15 * * * *",
        "00:00 00:15 00:30 00:45 01:00 01:15 01:30 01:45 02:00 02:15 02:30 02:45 03:00 03:15 03:30 03:45")]
    [InlineData(Back, "0 0 * * * *", "23:00 00:00 01:00 02:00")]
    [InlineData(Back, "0 30 2 * * *", "00:30")]
    [InlineData(Back, "0 0 3 * * *", "02:00")]
    [InlineData(
        Back, "0 */15 * * * *",
        "23:00 23:15 23:30 23:45 00:00 00:15 00:30 00:45 01:00 01:15 01:30 01:45 02:00 02:15 02:30 02:45")]
    public async Task Each_time_of_the_calendar_fires_once_on_whichever_node(string begins, string calendar, string fired)
    {
        await using var house = await House.OpenAsync(fixture);
        house.Time.Set(DateTimeOffset.Parse(begins, System.Globalization.CultureInfo.InvariantCulture));
        await house.PublishAsync(Definition(Sequence(
            "seq",
            Flows.Trigger("at", "Cron", "cronExpression", calendar, "String", ("cer:timeZone", "Europe/Rome")),
            LineJs("say", "getInput('ScheduledAt').toISOString().substring(11, 16)"))));
        // Four hours in steps of five minutes, as if both nodes looked that often.
        for (var step = 0; step < 48; step++)
        {
            house.Time.Forward(TimeSpan.FromMinutes(5));
            await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(house.QuietAsync)));
        }

        await house.QuietAsync();
        Assert.Equal(fired.Split(' '), await house.LinesAsync());
    }
}
