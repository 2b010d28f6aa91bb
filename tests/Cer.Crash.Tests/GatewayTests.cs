using System.Diagnostics;
using System.Net;

namespace Cer.Crash.Tests;

/// <summary>The gateway under senders that do not give up, while the server and its database are killed.</summary>
public sealed class GatewayTests(CrashCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Chances.Soak ? 5 : 3);

    /// <summary>Messages, and what is killed on the way: server (s), database (d), a backend of it (b).</summary>
    public static TheoryData<int, string> Kills { get; } =
        Chances.Soak ? new() { { 1_000, "sdsb" }, { 200_000, "sdbsdsbddssbdsdbsdbs" } } : new() { { 1_000, "sdsb" } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kills))]
    public async Task Every_message_that_was_answered_is_stored_and_none_twice(int count, string kills)
    {
        var chances = Chances.Of(nameof(GatewayTests));
        await using var database = await cluster.NewDatabaseAsync();
        using var senders = await SendersAsync(database);
        await cluster.MakeCommitsSlowAsync(database);
        InventedMessage[] messages = [.. InventedMessage.Enumerate(count)];
        var server = database.Start("serve");
        try
        {
            senders.Address = await server.AddressAsync();
            var sending = senders.SendAsync(messages);
            for (var kill = 0; kill < kills.Length; kill++)
            {
                // Somewhere in its part of the messages, so that something is always on its way.
                var share = count / (kills.Length + 1);
                var moment = (kill * share) + chances.Next(share / 2, share);
                while (senders.Answered < moment && !sending.IsCompleted) await Task.Delay(1, Cancellation);
                // Not just after an answer: anywhere between two.
                await Task.Delay(chances.Next(100), Cancellation);
                Assert.False(sending.IsCompleted, $"All was sent before kill {kill}. {sending.Exception}");
                switch (kills[kill])
                {
                    case 's':
                        Assert.True(await server.KillAsync(), server.Said);
                        await server.DisposeAsync();
                        server = database.Start("serve");
                        senders.Address = await server.AddressAsync();
                        break;
                    case 'd':
                        await cluster.KillAsync();
                        await AssertSaysSoAsync(senders.Address);
                        await cluster.StartAsync();
                        break;
                    default:
                        await database.KillBackendAsync();
                        break;
                }
            }

            await sending;
            await AssertHealthyAsync(senders.Address);
            Assert.False(server.HasEnded, server.Said);
            Assert.DoesNotContain("IT999E", server.Said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", server.Said, StringComparison.Ordinal);
            Assert.Equal(0, (await server.StopAsync()).Exit);
        }
        finally
        {
            await server.DisposeAsync();
        }

        Console.WriteLine($"{count} messages: {senders.Failed} calls failed, {senders.Excused} of them were excused,"
            + $" {senders.Repeated} messages had been stored without an answer.");
        await AssertStoredAsync(database, messages);
    }

    private static async Task<Senders> SendersAsync(CrashDatabase database)
    {
        var community = InventedCommunity.Write(Path.Combine(database.Folder, "in"), 0, 15);
        (await database.RunAsync("import", "--community", InventedCommunity.Code, community.Folder)).Succeeded();
        string[] account =
        [
            "--community", InventedCommunity.Code, "--username", "cloud", "--solution", InventedMessage.Solution,
        ];
        var made = await database.RunAsync("account", account);
        return new("cloud", made.Succeeded().Output.Trim(), Patience);
    }

    /// <summary>Without its database the server answers every call, and says what is the matter.</summary>
    private static async Task AssertSaysSoAsync(Uri address)
    {
        using var client = new HttpClient();
        foreach (var path in new[] { "api/health", $"api/invites/{new string('A', 43)}" })
        {
            using var answer = await client.GetAsync(new Uri(address, path), Cancellation);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains(
                "Found no database", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    private static async Task AssertHealthyAsync(Uri address)
    {
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(50, Cancellation))
        {
            using var answer = await client.GetAsync(new Uri(address, "api/health"), Cancellation);
            if (answer.StatusCode == HttpStatusCode.OK) return;
        }

        Assert.Fail("The server does not find its database again.");
    }

    private static async Task AssertStoredAsync(CrashDatabase database, InventedMessage[] messages)
    {
        Assert.Equal(
            [(messages.Length, messages.Length, 1, messages.Sum(message => message.WithdrawnWh) * 1000)],
            await database.RowsAsync(
                """
                select count(*), count(distinct (pod_id, starts_at)), max(revision), sum(withdrawn_ukwh)::bigint
                from core.reading
                """,
                row => (row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3))));
        Assert.Equal(
            [(messages.Length, messages.Length, 0)],
            await database.RowsAsync(
                """
                select count(*), count(distinct (resource_id, message_at)), count(refusal) from core.ingest
                """,
                row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))));
        Assert.Equal(0L, await database.AskAsync<long>("select count(*) from core.quarantine"));
    }
}
