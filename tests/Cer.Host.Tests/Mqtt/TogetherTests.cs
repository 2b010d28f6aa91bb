using System.Text;
using Cer.Operations.Intake;
using Cer.Storage;

namespace Cer.Host.Tests.Mqtt;

/// <summary>Messages that came together, while the store comes and goes.</summary>
public sealed class TogetherTests(PostgresFixture postgres)
{
    private static readonly Npgsql.NpgsqlException Away = new("The server is away.", new IOException("gone"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_correction_is_never_stored_before_what_it_corrects()
    {
        await using var server = await TestServer.StartAsync(postgres);
        // All at once fails for a fault of one; then one by one the first is away, and nothing after it may go through.
        await using var take = Taking(new InvalidOperationException("a fault of one"), Away);
        IncomingMessage[] messages = [Message(server, "0.100", "13:15:10"), Message(server, "0.200", "13:15:20")];
        foreach (var answer in await take.RunTogetherAsync(messages, Cancellation))
            Assert.Same(Away, await Assert.ThrowsAsync<Npgsql.NpgsqlException>(() => answer));
        Assert.Empty(await server.StoredAsync());

        // The store is back, and everything comes again.
        foreach (var answer in await take.RunTogetherAsync(messages, Cancellation)) Assert.IsType<IntakeAnswer.Taken>(await answer);
        Assert.Equal(0.2m, Assert.Single(await server.StoredAsync()).Withdrawn!.Value.KilowattHours);
        Assert.Equal(2L, await server.AskAsync<long>("select max(revision)::bigint from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task A_message_that_cannot_be_stored_stops_none_of_those_that_came_with_it()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var fault = new InvalidOperationException("a fault of one");
        await using var take = Taking(fault, fault);
        var answers = await take.RunTogetherAsync(
            [Message(server, "0.100", "13:15:10"), Message(server, "0.200", "13:15:20")], Cancellation);
        Assert.Same(fault, await Assert.ThrowsAsync<InvalidOperationException>(() => answers[0]));
        Assert.IsType<IntakeAnswer.Taken>(await answers[1]);
        Assert.Equal(0.2m, Assert.Single(await server.StoredAsync()).Withdrawn!.Value.KilowattHours);
    }

    private TakeReadings Taking(params Exception?[] script)
    {
        var db = postgres.Database.App;
        return new(
            new CommunityStore(db),
            new ReadingStore(db, TimeProvider.System),
            new ScriptedIntake(new IntakeStore(db), script),
            TimeProvider.System);
    }

    /// <summary>The sample's quarter with another amount, told at a moment of its own and without totals.</summary>
    private static IncomingMessage Message(TestServer server, string withdrawn, string told)
    {
        var text = TestServer.OneQuarter();
        text["UrbanDataset"]!["context"]!["timestamp"] = $"2026-01-14T{told}";
        var properties = text["UrbanDataset"]!["values"]!["line"]![0]!["property"]!.AsArray();
        foreach (var property in properties.ToList())
        {
            var name = (string)property!["name"]!;
            if (name == "WithdrawnActiveEnergy") property["val"] = withdrawn;
            else if (name is not ("UserDeviceID" or "PODID")) properties.Remove(property);
        }

        return new()
        {
            Community = server.Community,
            Source = IntakeSource.Mqtt,
            Raw = Encoding.UTF8.GetBytes(text.ToJsonString()),
            Devices = new HashSet<string>(StringComparer.Ordinal) { "c2g-0A1B2C3D4" },
            Origin = "c2g-0A1B2C3D4",
        };
    }
}
