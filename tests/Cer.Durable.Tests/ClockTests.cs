using Cer.Storage.Workflows;

namespace Cer.Durable.Tests;

/// <summary>Clocks of nodes that go wrong: elsewhere a calendar fires a minute early.</summary>
public sealed class ClockTests(FlowFixture fixture)
{
    [Trait("Pain", "cron fires twice or a minute early")]
    [Fact]
    public async Task A_node_whose_clock_is_an_hour_ahead_goes_by_the_clock_of_the_database()
    {
        var wrong = new MovedTime();
        wrong.Forward(TimeSpan.FromHours(1));
        await using var clock = await DatabaseClock.OpenAsync(fixture.Database.App, wrong, TestContext.Current.CancellationToken);
        Assert.True((clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).Duration() < TimeSpan.FromSeconds(20));
        Assert.True(wrong.GetUtcNow() - clock.GetUtcNow() > TimeSpan.FromMinutes(59));
    }
}
