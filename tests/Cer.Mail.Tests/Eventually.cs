using System.Diagnostics;

namespace Cer.Mail.Tests;

/// <summary>Waits for what another process brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task EqualAsync<T>(T expected, Func<Task<T>> ask)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(30, TestContext.Current.CancellationToken))
        {
            var found = await ask();
            if (EqualityComparer<T>.Default.Equals(expected, found)) return;
            Assert.True(watch.Elapsed < Patience, $"found {found}, expected {expected}, after {Patience}");
        }
    }

    /// <summary>Waits until the server has nothing left to deliver.</summary>
    public static async Task SettledAsync(Exim exim)
    {
        await exim.DeliverAsync();
        var input = Path.Combine(Path.GetDirectoryName(exim.Maildir)!, "input");
        await EqualAsync(0, () => Task.FromResult(Directory.Exists(input) ? Directory.GetFiles(input, "*-H").Length : 0));
    }
}
