using Cer.HomeAssistant.Peer;
using Cer.Host.Doctor;
using Cer.Host.Tests.Homes;
using Cer.Messaging.Tests.Mqtt;
using Cer.Storage.Homes;

namespace Cer.Host.Tests.Doctor;

/// <summary>What the doctor says of a house, well and in each way unwell.</summary>
public sealed class HomeChecksTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_house_it_is_said_that_there_is_none()
    {
        await using var town = await HomeTown.MakeAsync(null);
        Assert.Equal([new Finding("no Home Assistant is told of the communities")], await ExamineAsync(town));
    }

    [Fact]
    public async Task Of_one_that_is_well_nothing_is_to_be_mended()
    {
        await using var peer = await HomePeer.StartAsync(new() { Version = "2025.5.2" });
        await using var broker = await Mosquitto.StartAsync();
        await using var town = await HomeTown.MakeAsync(peer, broker.Port);
        Assert.Equal(
            [
                new("Home Assistant 2025.5.2 lets the program in"),
                new($"the broker of Home Assistant at 127.0.0.1:{broker.Port} lets the program in"),
                new("no statistics were sent to Home Assistant yet"),
            ],
            await ExamineAsync(town));
        var outbox = new HomeOutbox(town.Database.App);
        await outbox.OpenAsync("casa", Cancellation);
        Assert.Equal(new Finding("0 days wait to be sent to Home Assistant as statistics"), (await ExamineAsync(town))[^1]);
        await outbox.NoteAsync("Found other sums, expected those that were sent.", Cancellation);
        Assert.Equal(
            new Finding(
                "statistics do not reach Home Assistant: Found other sums, expected those that were sent.",
                "cer home rebuild sends them all again, once it is mended"),
            (await ExamineAsync(town))[^1]);
    }

    [Fact]
    public async Task A_token_that_is_refused_and_a_broker_that_lacks_are_told_with_what_mends_them_and_end_with_one()
    {
        await using var peer = await HomePeer.StartAsync(new() { HasMqtt = false });
        await using var town = await HomeTown.MakeAsync(peer, token: "forged");
        var findings = await ExamineAsync(town);
        Assert.Equal(
            [
                new("Home Assistant does not let the program in", "make a new long-lived token for home.token_file, in a user's profile"),
                new("no broker leads to Home Assistant: it has no entities", "name its broker in home.mqtt"),
                new("no statistics were sent to Home Assistant yet"),
            ],
            findings);
        Assert.DoesNotContain(findings, finding => finding.ToString().Contains("forged", StringComparison.Ordinal));

        var doctor = await town.RunAsync("doctor");
        Assert.Equal(1, doctor.Exit);
        Assert.Contains(findings[0].ToString(), doctor.Output, StringComparison.Ordinal);
        Assert.Contains(findings[1].ToString(), doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_house_and_a_broker_that_do_not_answer_are_told_each_by_itself()
    {
        var peer = await HomePeer.StartAsync();
        await using var broker = await Mosquitto.StartAsync();
        await using var town = await HomeTown.MakeAsync(peer, broker.Port);
        await peer.DisposeAsync();
        await broker.SignalAsync("KILL");
        var findings = await ExamineAsync(town);
        Assert.StartsWith("Home Assistant does not answer: ", findings[0].Found, StringComparison.Ordinal);
        Assert.Equal("see that it runs, and home.url", findings[0].Mend);
        Assert.StartsWith("the broker of Home Assistant: ", findings[1].Found, StringComparison.Ordinal);
        Assert.Equal("see home.mqtt, and that the broker runs", findings[1].Mend);
    }

    [Fact]
    public async Task A_file_of_a_token_that_lacks_is_told_and_the_broker_is_looked_at_all_the_same()
    {
        await using var peer = await HomePeer.StartAsync();
        await using var broker = await Mosquitto.StartAsync();
        await using var town = await HomeTown.MakeAsync(peer, broker.Port);
        File.Delete(Path.Combine(town.Folder, HomeTown.Token));
        var findings = await ExamineAsync(town);
        Assert.Contains("no file", findings[0].Found, StringComparison.Ordinal);
        Assert.Equal("mend the section home of settings.json", findings[0].Mend);
        Assert.Null(findings[1].Mend);
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(InstalledTown town)
    {
        var findings = new List<Finding>();
        await foreach (var finding in HomeChecks.RunAsync(town.Settings, town.Database.App, TimeProvider.System, Cancellation))
            findings.Add(finding);
        return findings;
    }
}
