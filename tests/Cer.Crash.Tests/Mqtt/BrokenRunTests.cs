using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Cer.Crash.Tests.Mqtt;

/// <summary>Months of quarter hours over MQTT, while program, broker and database are killed in turn.</summary>
public sealed class BrokenRunTests(CrashCluster cluster)
{
    private const int Kills = 20;

    private static readonly int Count = Chances.Soak ? 200_000 : 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Chances.Soak ? 10 : 3);

    private const string Connected = "Connected to mqtt:";
    private const string CountSql = "select count(*) from core.reading";

    private static readonly int Quarters = Count / Field.Devices;

    // An hour after the last quarter, when the gaps up to its end may be seen.
    private static readonly string Clock = InstantPattern.General.Format(
        InventedCommunity.Start + Duration.FromMinutes(15 * Quarters) + Duration.FromHours(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CerProgram Server
    {
        get => field ?? throw new InvalidOperationException("No server was started.");
        set;
    }

    [Fact]
    public async Task What_dead_brokers_lost_shows_as_gaps_and_is_filled_in_and_nothing_else_is_missing_or_there_twice()
    {
        var chances = Chances.Of(nameof(BrokenRunTests));
        InventedMessage[] messages = [.. InventedMessage.Enumerate(Count, Field.Devices)];
        await using var database = await cluster.NewDatabaseAsync();
        var community = InventedCommunity.Write(Path.Combine(database.Folder, "in"), 0, 15);
        (await database.RunAsync("import", "--community", InventedCommunity.Code, community.Folder)).Succeeded();
        await using var broker = await CrashBroker.PrepareAsync(database);
        var field = await Field.RegisterAsync(database, broker, messages);
        await broker.StartAsync();

        var staff = new Operator(database);
        var clock = Stopwatch.StartNew();
        Server = database.Start("serve", "--clock", Clock);
        try
        {
            await Server.SaysAsync(Connected);
            await broker.SaveAsync();
            field.Speak(Cancellation);
            await KillInTurnAsync(chances, database, broker, field);
            foreach (var speaker in field.Speakers) speaker.LetEnd();
            await field.EndAsync().WaitAsync(Patience, Cancellation);
            await Stored.UntilAsync(field.IsHeardAsync, Server);
            var spoken = clock.Elapsed;

            var missing = await Stored.MissingAsync(database, messages);
            AssertLostByBrokersOnly(field, missing, broker.Generation);
            await AssertGapsAsync(database, staff, await Server.AddressAsync(), missing);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Count} messages and {Kills} kills in {spoken.TotalSeconds:0} s, {Count / spoken.TotalSeconds:0}/s: "
                + $"{field.Speakers.Sum(speaker => speaker.Again)} said again, "
                + $"{missing.Count} lost by {broker.Generation} brokers and found as gaps."));

            await FillAsync(database, broker, field, await Server.AddressAsync(), [.. missing]);
            await Stored.UntilAsync(async () => (await Stored.MissingAsync(database, messages)).Count == 0, Server);
            AssertSaysLittle(Server);
            Assert.Equal(0, (await Server.StopAsync()).Exit);
            await Server.DisposeAsync();
            Server = database.Start("serve", "--clock", Clock);
            await AssertGapsAsync(database, staff, await Server.AddressAsync(), []);
            Assert.Equal(0, (await Server.StopAsync()).Exit);
        }
        finally
        {
            await Server.DisposeAsync();
        }

        await Stored.AssertOnceAsync(database, messages);
    }

    private async Task KillInTurnAsync(Random chances, CrashDatabase database, CrashBroker broker, Field field)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            // Somewhere in its part of the messages, so that something is always on its way.
            var share = Count / (Kills + 1);
            var moment = (kill * share) + chances.Next(share / 2, share);
            // And when something is stored since the last, so that each meets a run in full swing.
            var stored = await database.AskAsync<long>(CountSql) + chances.Next(200);
            await Stored.UntilAsync(
                async () => field.IsSilent || (field.Acknowledged >= moment && await database.AskAsync<long>(CountSql) > stored),
                Server);
            await Task.Delay(chances.Next(100), Cancellation);
            Console.WriteLine($"Kill {kill} at {field.Acknowledged} acknowledged, {stored} stored.");
            Assert.False(field.IsSilent, $"All was said before kill {kill}. {field.EndAsync().Exception} {Server.Said}");
            switch (kill % 3)
            {
                case 0:
                    Assert.True(await Server.KillAsync(), Server.Said);
                    AssertSaysLittle(Server);
                    await Server.DisposeAsync();
                    Server = database.Start("serve", "--clock", Clock);
                    await Server.SaysAsync(Connected);
                    break;
                case 1:
                    var before = Server.Said.Split(Connected).Length - 1;
                    await broker.KillAsync();
                    await broker.StartAsync();
                    await Server.SaysAsync(Connected, before + 1);
                    foreach (var speaker in field.Speakers) speaker.GoOn();
                    break;
                default:
                    await cluster.KillAsync();
                    await cluster.StartAsync();
                    break;
            }
        }
    }

    /// <summary>
    /// Of each speaker, the last that a broker acknowledged before it died, in a row; and the first that a new one did, as
    /// Mosquitto forgets with its restart who shares a subscription, until the program is back. Never one in between.
    /// </summary>
    private static void AssertLostByBrokersOnly(Field field, HashSet<InventedMessage> missing, int dead)
    {
        Assert.NotEmpty(missing);
        foreach (var speaker in field.Speakers)
        {
            var acknowledged = Enumerable.Range(0, speaker.Messages.Count).ToLookup(speaker.BrokerOf);
            foreach (var broker in acknowledged)
            {
                bool[] lost = [.. broker.Select(place => missing.Contains(speaker.Messages[place]))];
                var heard = lost.AsSpan();
                // What was under way when the one before died is said again, and may be stored from the first time.
                if (broker.Key > 0 && heard.IndexOf(true) is >= 0 and <= Speaker.Burst and var again)
                    heard = heard[again..].TrimStart(true);
                if (broker.Key < dead) heard = heard.TrimEnd(true);
                Assert.False(heard.Contains(true), $"Broker {broker.Key} of {dead}: {Runs(lost)}");
            }
        }
    }

    private static string Runs(bool[] lost)
    {
        var runs = new List<string>();
        for (var i = 0; i < lost.Length;)
        {
            var start = i;
            while (i < lost.Length && lost[i] == lost[start]) i++;
            runs.Add($"{i - start} {(lost[start] ? "missing" : "there")}");
        }

        return string.Join(", ", runs);
    }

    private static async Task AssertGapsAsync(
        CrashDatabase database, Operator staff, Uri address, HashSet<InventedMessage> missing)
    {
        using var client = await staff.LookAsync(address, Patience, Cancellation);
        var view = (await client.GetFromJsonAsync<JsonNode>(
            new Uri(address, $"api/gaps/{InventedCommunity.Code}"), Cancellation))!;
        var points = (await database.RowsAsync("select id, code from core.pod", row => (row.GetInt32(0), row.GetString(1))))
            .ToDictionary(row => row.Item1, row => InventedMessage.PointOf(row.Item2));
        // Points without a device were never heard, and no message tells what roofs give.
        var told = view["gaps"]!.AsArray().Where(gap => gap!["flow"] is null && points[(int)gap["point"]!] < Field.Devices).ToArray();
        Assert.Equal(missing.Count, told.Sum(gap => (int)gap!["missing"]!));
        Assert.Equal(
            missing.GroupBy(message => (Day: message.Day(), message.Point))
                .Select(gap => (gap.Key.Day, gap.Key.Point, gap.Count())).Order(),
            told.Select(gap => ((string)gap!["day"]!, points[(int)gap["point"]!], (int)gap["missing"]!)).Order());
    }

    /// <summary>A third by each door: said again over MQTT, pushed over REST, imported as files.</summary>
    private static async Task FillAsync(
        CrashDatabase database, CrashBroker broker, Field field, Uri address, InventedMessage[] missing)
    {
        var doors = missing.Select((message, place) => (message, Door: place % 3)).ToLookup(part => part.Door, part => part.message);
        foreach (var speaker in field.Speakers)
        {
            var own = speaker.Messages.Intersect(doors[0]);
            await speaker.Once([.. own]).SpeakAsync(Cancellation);
        }

        var account = await database.RunAsync(
            "account", "--community", InventedCommunity.Code, "--username", "cloud", "--solution", InventedMessage.Solution);
        using var senders = new Senders("cloud", account.Succeeded().Output.Trim(), Patience) { Address = address };
        await senders.SendAsync([.. doors[1]]);
        Assert.Equal(0, senders.Repeated);

        var folder = Directory.CreateDirectory(Path.Combine(database.Folder, "fill")).FullName;
        var number = 0;
        foreach (var message in doors[2])
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{number++:000000}.json"), message.Dataset(), Cancellation);
        if (number == 0) return;
        var import = (await database.RunAsync("import", "--community", InventedCommunity.Code, folder)).Succeeded();
        Assert.Equal(number, import.Output.Split(": 1 added, 0 unchanged, 0 corrected").Length - 1);
    }

    private static void AssertSaysLittle(CerProgram server)
    {
        Assert.DoesNotContain("IT999E", server.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Said, StringComparison.Ordinal);
    }
}
