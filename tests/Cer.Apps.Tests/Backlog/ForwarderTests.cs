using Microsoft.Extensions.Logging.Abstractions;

namespace Cer.Apps.Tests.Backlog;

public class ForwarderTests
{
    [Fact]
    public async Task A_row_that_the_platform_refuses_for_good_is_set_aside_and_the_others_arrive()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        platform.Fault = item => item.GetProperty("pod").GetString() == "IT999E00000109" ? "a POD that this community does not have" : null;
        using var journal = new Journal(folder.Path, 8 * 1024 * 1024);
        journal.Append([Row("IT999E00000101"), Row("IT999E00000109"), Row("IT999E00000102")]);
        await SendAsync(journal, platform.Config(folder), folder, () => journal.Peek(1).Rows.Count == 0);

        Assert.Equal(["IT999E00000101", "IT999E00000102"], platform.Rows.Keys.Select(row => row.Pod).Order());
        Assert.Single(File.ReadAllLines(Path.Combine(folder.Path, "refused.jsonl")));
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_loses_nothing()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var door = new PlatformDoor(new() { Url = platform.Url, Username = "house", PasswordFile = "/nowhere/password" });
        var answer = await door.SendAsync([Row("IT999E00000101")], TestContext.Current.CancellationToken);
        Assert.IsType<DoorAnswer.Unauthorised>(answer);
    }

    [Fact]
    public async Task A_token_that_has_ended_is_asked_for_again()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var door = new PlatformDoor(platform.Config(folder));
        var cancellation = TestContext.Current.CancellationToken;
        Assert.IsType<DoorAnswer.Taken>(await door.SendAsync([Row("IT999E00000101")], cancellation));
        platform.Token = "another";
        Assert.IsType<DoorAnswer.Taken>(await door.SendAsync([Row("IT999E00000102")], cancellation));
        Assert.Equal(2, platform.Rows.Count);
    }

    [Fact]
    public void What_a_point_took_and_gave_is_one_item_and_what_a_generator_made_another()
    {
        var row = Row("IT999E00000101");
        var (json, items) = ReadingBody.Of(
            [row with { Quantity = Quantity.Withdrawn }, row with { Quantity = Quantity.Injected, Micro = 2_500_000 }, row]);
        Assert.Equal(2, items.Count);
        Assert.Equal(
            """
            [{"pod":"IT999E00000101","start":"1970-01-01T00:15:00Z","minutes":15,"quality":"measured",
            "withdrawn_kwh":"1.000000","injected_kwh":"2.500000"},
            {"pod":"IT999E00000101","start":"1970-01-01T00:15:00Z","minutes":15,"quality":"measured","produced_kwh":"1.000000"}]
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public async Task An_estimate_of_one_direction_leaves_the_measure_of_the_other_a_measure()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        using var door = new PlatformDoor(platform.Config(folder));
        var row = Row("IT999E00000101");
        var (taken, given) = (row with { Quantity = Quantity.Withdrawn }, row with { Quantity = Quantity.Injected });
        var answer = await door.SendAsync(
            [taken with { IsEstimated = true, Micro = 1 }, taken, given with { IsEstimated = true, Micro = 0 }],
            TestContext.Current.CancellationToken);
        Assert.IsType<DoorAnswer.Taken>(answer);
        Assert.Equal((1m, "measured"), platform.Of("1970-01-01T00:15:00Z", "withdrawn_kwh"));
        Assert.Equal((0m, "estimated"), platform.Of("1970-01-01T00:15:00Z", "injected_kwh"));
    }

    private static EnergyRow Row(string pod) => new(pod, null, Quantity.Produced, 900, 1_000_000, false);

    private static async Task SendAsync(Journal journal, PlatformConfig config, Folder folder, Func<bool> isDone)
    {
        using var door = new PlatformDoor(config);
        using var stop = new CancellationTokenSource();
        using var forwarder = new Forwarder(journal, door, folder.Path, NullLogger.Instance) { FirstWait = TimeSpan.FromMilliseconds(20) };
        var sending = forwarder.RunAsync(stop.Token);
        for (var left = 1200; left > 0 && !isDone(); left--) await Task.Delay(50, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
