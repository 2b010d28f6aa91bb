using System.Diagnostics;

namespace Cer.Host.Tests.Mqtt;

/// <summary>Waits for what another process brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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
    /// <summary>The number that has reached a least and has stood still for two seconds.</summary>
    public static async Task<int> AtRestAsync(int least, Func<Task<int>> ask)
    {
        var (watch, found, since) = (Stopwatch.StartNew(), -1, TimeSpan.Zero);
        while (true)
        {
            var next = await ask();
            if (next != found) (found, since) = (next, watch.Elapsed);
            else if (found >= least && watch.Elapsed - since > TimeSpan.FromSeconds(2)) return found;
            Assert.True(watch.Elapsed < Patience, $"found {found}, expected at least {least} and no change, after {watch.Elapsed}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
