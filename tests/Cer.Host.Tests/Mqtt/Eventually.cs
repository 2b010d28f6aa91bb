using System.Diagnostics;

namespace Cer.Host.Tests.Mqtt;

/// <summary>Waits for what another process brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task EqualAsync<T>(T expected, Func<Task<T>> ask, int patience = 1)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var found = await ask();
            if (EqualityComparer<T>.Default.Equals(expected, found)) return;
            Assert.True(watch.Elapsed < patience * Patience, $"found {found}, expected {expected}, after {watch.Elapsed}");
            await Task.Delay(30, TestContext.Current.CancellationToken);
        }
    }
}
