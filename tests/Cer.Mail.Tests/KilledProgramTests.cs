using Cer.Messaging.Tests.Smtp;
using Cer.Operations.Mail;

namespace Cer.Mail.Tests;

/// <summary>The program killed with SIGKILL while it sends.</summary>
public sealed class KilledProgramTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_within_a_letter_it_sends_that_letter_again_and_killed_behind_its_end_it_does_not()
    {
        await using var database = await MailDatabase.CreateAsync();
        var within = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var behind = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The third letter is stopped at its beginning, the sixth at its end.
        var (letters, ends) = (0, 0);
        await using var server = new FaultServer
        {
            Answer = (_, line) =>
            {
                if (line == "DATA" && ++letters == 3)
                {
                    within.SetResult();
                    return FaultServer.Stall;
                }

                if (line != "." || ++ends != 6) return null;
                behind.SetResult();
                return FaultServer.Stall;
            },
        };
        using var installation = new Installation(database, _ => $$"""
            {"host": "127.0.0.1", "port": {{server.Port}}, "security": "none", "from": "cer@esempio.invalid",
             "lease_seconds": 8, "first_wait_seconds": 1}
            """);
        for (var i = 0; i < 8; i++) await database.PutAsync(MailDatabase.Letter($"k{i}"));
        foreach (var moment in new[] { within, behind })
        {
            await using var killed = installation.Start("serve");
            await moment.Task.WaitAsync(TimeSpan.FromSeconds(90), Cancellation);
            Assert.True(await killed.KillAsync(), killed.Said);
        }

        await using var last = installation.Start("serve");
        await Eventually.EqualAsync(0, async () => (await database.StatesAsync()).GetValueOrDefault(LetterState.Waiting));
        Assert.Equal(0, (await last.StopAsync()).Exit);
        var states = await database.StatesAsync();
        Assert.Equal((7, 1), (states[LetterState.Sent], states[LetterState.Uncertain]));
        Assert.Equal(7, server.Taken.Count);
        Assert.Equal(7, server.Taken.Select(letter => letter.Split(
            "\r\n").Single(line => line.StartsWith("Message-ID:", StringComparison.Ordinal))).Distinct().Count());
        Assert.DoesNotContain("rosa@", last.Said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Peer", "Exim")]
    public async Task Killed_again_and_again_it_brings_each_letter_to_a_real_server_once()
    {
        const int Count = 40;
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        using var installation = new Installation(
            database, data =>
                exim.Settings(data, "tls", ", \"lease_seconds\": 8, \"first_wait_seconds\": 1, \"per_minute\": 1200"));
        for (var i = 0; i < Count; i++) await database.PutAsync(MailDatabase.Letter($"k{i}"));
        for (var kill = 1; kill <= 2; kill++)
        {
            await using var killed = installation.Start("serve");
            var least = kill * 12;
            await Eventually.EqualAsync(
                true, async () => (await database.StatesAsync()).GetValueOrDefault(LetterState.Sent) >= least);
            Assert.True(await killed.KillAsync(), killed.Said);
        }

        await using var last = installation.Start("serve");
        await Eventually.EqualAsync(0, async () => (await database.StatesAsync()).GetValueOrDefault(LetterState.Waiting));
        var way = Host.Mail.MailWay.Of(Host.Data.Settings.Read(installation.Folder));
        await Verdict.EachOnceAsync(
            database, exim, database.Sending(Host.Mail.MailServices.Carrier(way, TimeProvider.System)), Count);
        Assert.Equal(0, (await last.StopAsync()).Exit);
        Assert.DoesNotContain(exim.Password, last.Said, StringComparison.Ordinal);
    }
}
