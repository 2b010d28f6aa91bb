using System.Diagnostics;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>Messages to and from a client of other hands: the distribution's Paho for Python.</summary>
public class SecondPeerTests
{
    private const string Python = "/usr/bin/python3";
    private const int Count = 50;

    public static TheoryData<MqttVersion> Versions => Clients.Versions;

    [Theory, MemberData(nameof(Versions))]
    public async Task It_understands_us_and_we_understand_it(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = await broker.Options(version, "c").ConnectAsync();
        await client.SubscribeAsync("from/peer");
        var script = Path.Combine(AppContext.BaseDirectory, "Mqtt", "second_peer.py");
        using var peer = Process.Start(new ProcessStartInfo(Python, [script, $"{broker.Port}", $"{(int)version}", $"{Count}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var ready = await peer.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            if (ready != "ready") Assert.Fail(await peer.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            for (var i = 0; i < Count; i++) await client.SendAsync("to/peer", $"perché {i}");
            Assert.Equal(Enumerable.Range(0, Count).Select(i => $"PERCHÉ {i}"), (await client.TakeAsync(Count)).Texts());
            await peer.WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(Clients.Patience, TestContext.Current.CancellationToken);
            Assert.Equal(0, peer.ExitCode);
        }
        finally
        {
            if (!peer.HasExited) peer.Kill();
        }
    }
}
