using System.Diagnostics;

namespace Cer.Host.Tests.Mqtt;

/// <summary>Waits for what another process brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task EqualAsync<T>(T expected, Func<Task<T>> ask)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var found = await ask();
            if (EqualityComparer<T>.Default.Equals(expected, found)) return;
            Assert.True(watch.Elapsed < Patience, $"found {found}, expected {expected}, after {Patience}");
            await Task.Delay(30, TestContext.Current.CancellationToken);
        }
    }
}
