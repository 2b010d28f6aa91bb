using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Cer.Crash.Tests.Mqtt;

/// <summary>Two servers share the messages of the broker, and one of them is killed.</summary>
public sealed partial class NodesTests(CrashCluster cluster)
{
    private const int Part = 2_000;
    private const string Gone = "cer-2";

    private static readonly string Clock = InstantPattern.General.Format(
        InventedCommunity.Start + Duration.FromMinutes(15 * 3 * Part / Field.Devices) + Duration.FromHours(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_share_of_a_killed_node_waits_until_it_returns_or_is_retired_and_nothing_is_lost()
    {
        var chances = Chances.Of(nameof(NodesTests));
        InventedMessage[] messages = [.. InventedMessage.Enumerate(3 * Part, Field.Devices)];
        await using var database = await cluster.NewDatabaseAsync();
        var community = InventedCommunity.Write(Path.Combine(database.Folder, "in"), 0, 15);
        (await database.RunAsync("import", "--community", InventedCommunity.Code, community.Folder)).Succeeded();
        await using var broker = await CrashBroker.PrepareAsync(database);
        var field = await Field.RegisterAsync(database, broker, messages);
        await broker.StartAsync();
        var folder = await SecondFolderAsync(database);

        await using var first = database.Start("serve", "--clock", Clock);
        await first.SaysAsync("as cer-1, session");
        await SpeakAndKillAsync(messages[..Part]);
        await using (var back = await SecondAsync())
        {
            await Stored.UntilAsync(async () => (await Stored.MissingAsync(database, messages[..Part])).Count == 0, first);
            Assert.Equal(0, (await back.StopAsync()).Exit);
        }

        await SpeakAndKillAsync(messages[Part..(2 * Part)]);
        var retired = (await database.RunAsync("node retire", "--name", Gone)).Succeeded();
        var waited = int.Parse(Taken().Match(retired.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        Console.WriteLine($"Of {Part} messages {waited} waited for the node that was killed.");
        Assert.InRange(waited, 1, Part - 1);
        await Stored.UntilAsync(async () => (await Stored.MissingAsync(database, messages[..(2 * Part)])).Count == 0, first);

        // Nothing is kept for it any more: the one that lives hears everything.
        await SpeakAsync(messages[(2 * Part)..]);
        await Stored.UntilAsync(async () => (await Stored.MissingAsync(database, messages)).Count == 0, first);
        Assert.Contains(
            "keeps nothing", (await database.RunAsync("node retire", "--name", Gone)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(0, (await first.StopAsync()).Exit);
        await Stored.AssertOnceAsync(database, messages);

        async Task<CerProgram> SecondAsync()
        {
            var second = CerProgram.Start("serve", "--data", folder, "--clock", Clock);
            await second.SaysAsync($"as {Gone}, session");
            return second;
        }

        Task SpeakAsync(InventedMessage[] part) => Task.WhenAll(field.Speakers.Select(
            speaker => speaker.Once([.. speaker.Messages.Intersect(part)]).SpeakAsync(Cancellation)));

        // Killed while it lacks at least a part of its half.
        async Task SpeakAndKillAsync(InventedMessage[] part)
        {
            await using var second = await SecondAsync();
            var before = await database.AskAsync<long>("select count(*) from core.reading");
            var speaking = SpeakAsync(part);
            Assert.True(await database.UntilAsync(
                $"count(*) > {before + chances.Next(Part / 4)} from core.reading", second), second.Said);
            Assert.True(await second.KillAsync(), second.Said);
            await speaking;
        }
    }

    /// <summary>A data folder that leads to the same store and broker, under a name of its own.</summary>
    private static async Task<string> SecondFolderAsync(CrashDatabase database)
    {
        const string Name = "settings.json";
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(database.Folder, Name), Cancellation))!;
        settings["mqtt"]!["username"] = Gone;
        var folder = Directory.CreateDirectory(Path.Combine(database.Folder, "second")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, Name), settings.ToJsonString(), Cancellation);
        return folder;
    }

    [GeneratedRegex(@"\Acer-2 has no share any more; (\d+) messages")]
    private static partial Regex Taken();
}
