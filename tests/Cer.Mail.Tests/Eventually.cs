using System.Diagnostics;

namespace Cer.Mail.Tests;

/// <summary>Waits for what another process brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task EqualAsync<T>(T expected, Func<Task<T>> ask)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(30, TestContext.Current.CancellationToken))
        {
            var found = await ask();
            if (EqualityComparer<T>.Default.Equals(expected, found)) return;
            Assert.True(watch.Elapsed < Patience, $"found {found}, expected {expected}, after {Patience}");
        }
    }
}
