using System.Collections.Concurrent;

namespace Cer.Apps.Tests.Surface;

/// <summary>What a program asked of NetDaemon.</summary>
internal static class Asked
{
    public static ConcurrentQueue<string> All { get; } = new();

    public static T Note<T>(T it, string what)
    {
        All.Enqueue(what);
        return it;
    }
}
