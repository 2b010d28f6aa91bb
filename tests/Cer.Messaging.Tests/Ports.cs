using System.Net;
using System.Net.Sockets;

namespace Cer.Messaging.Tests;

/// <summary>Ports for servers that must be told theirs before they start.</summary>
/// <remarks>
/// None that the system gives to whoever asks for any, or it would be gone before the server has it. A lock keeps it from other
/// tests and other runs until this run ends.
/// </remarks>
internal static class Ports
{
    private const int First = 20_000;
    private const string RangeFile = "/proc/sys/net/ipv4/ip_local_port_range";
    private static readonly List<FileStream> Kept = [];
    private static readonly Lock Gate = new();

    public static int Free()
    {
        var end = int.Parse(File.ReadAllText(RangeFile).Split('\t', ' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(end > First + 1000, $"Found {end} in {RangeFile}, expected ports below that no system gives away.");
        for (var left = 1000; left > 0; left--)
        {
            var port = Random.Shared.Next(First, end);
            if (IsFree(port) && Keep(port)) return port;
        }

        throw new InvalidOperationException("Found no free port, expected one of a thousand.");
    }

    private static bool Keep(int port)
    {
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"cer-test-ports-{Environment.UserName}")).FullName;
            var kept = new FileStream(Path.Combine(folder, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            lock (Gate) Kept.Add(kept);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
