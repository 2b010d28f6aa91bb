using System.Diagnostics;

namespace Cer.Benchmarks;

/// <summary>The middle one of five times: one run that the machine disturbed says nothing.</summary>
internal static class Median
{
    private const int Times = 5;

    /// <summary>Runs the work once to warm up and five times to measure.</summary>
    public static async Task<TimeSpan> OfAsync(Func<Task> prepare, Func<Task> work)
    {
        var times = new TimeSpan[Times];
        for (var i = -1; i < Times; i++)
        {
            await prepare();
            var started = Stopwatch.GetTimestamp();
            await work();
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(started);
        }

        Array.Sort(times);
        return times[Times / 2];
    }
}
