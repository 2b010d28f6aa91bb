using System.Diagnostics;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>Whatever bytes come, they are packets or a protocol error, soon, and without much memory.</summary>
public class FuzzTests
{
    // Of one case: what a dictionary and a few records cost, and the text of an exception.
    private const long LeastAllocation = 256 * 1024;
    private const int AllocationPerByte = 200;

    private static readonly TimeSpan Duration = Environment.GetEnvironmentVariable("CER_SOAK") == "1"
        ? TimeSpan.FromMinutes(5)
        : TimeSpan.FromSeconds(4);

    private static readonly byte[][] Samples =
    [
        .. new[]
        {
            "20 02 00 00", "20 1A 01 00 17 21 0014 22 000A 24 01 27 00010000 12 0002 6162 13 000F 2A 01",
            "3B 08 0003 612F62 000A 78",
                "30 25 0001 61 1F 01 01 02 00000E10 03 0002 6A73 0B 8001 0B 05 26 0001 6B 0001 76 26 0001 6B 0001 "
                + "77 78 79",
            "40 09 1234 97 05 1F 0002 6E6F", "90 04 000A 00 01", "B0 04 000A 00 11", "D0 00", "E0 07 8B 05 1F 0002 6E6F",
        }.Select(Hex.Bytes),
    ];

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public void Random_and_mutated_bytes_are_packets_or_a_protocol_error(MqttVersion version)
    {
        var seed = Random.Shared.Next();
        var chance = new Random(seed);
        var started = Stopwatch.GetTimestamp();
        var cases = 0;
        while (Stopwatch.GetElapsedTime(started) < Duration)
        {
            var bytes = chance.Next(4) == 0 ? Noise(chance) : Mutated(chance);
            var sizes = new[] { chance.Next(1, 40), chance.Next(1, 400) };
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var begun = Stopwatch.GetTimestamp();
            try
            {
                Cut.Pieces(version, bytes, sizes);
            }
            catch (MqttProtocolError error)
            {
                Assert.True(error.Reason >= MqttReason.Unspecified && error.Message.Length > 10, $"seed {seed}, case {cases}");
            }

            cases++;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(
                allocated < LeastAllocation + (bytes.Length * AllocationPerByte),
                $"seed {seed}, case {cases}: {allocated} bytes for {bytes.Length}");
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(5), $"seed {seed}, case {cases}: too slow");
        }

        Assert.True(cases > 1000, $"{cases} cases");
        TestContext.Current.TestOutputHelper?.WriteLine($"{cases} cases, seed {seed}");
    }

    private static byte[] Noise(Random chance)
    {
        var bytes = new byte[chance.Next(0, 300)];
        chance.NextBytes(bytes);
        if (bytes.Length > 1 && chance.Next(2) == 0) bytes[1] = (byte)Math.Min(bytes.Length - 2, 127);
        return bytes;
    }

    private static byte[] Mutated(Random chance)
    {
        var bytes = Enumerable.Range(0, chance.Next(1, 6)).SelectMany(_ => Samples[chance.Next(Samples.Length)]).ToList();
        for (var i = chance.Next(1, 5); i > 0 && bytes.Count > 0; i--)
        {
            var at = chance.Next(bytes.Count);
            switch (chance.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << chance.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)chance.Next(256);
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, (byte)chance.Next(256));
                    break;
            }
        }

        return [.. bytes];
    }
}
