using Cer.Operations.Demo;
using NodaTime;

namespace Cer.Host.Demo;

/// <summary>Goes on with the invented story in a terminal until it is stopped.</summary>
internal static class DemoStory
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public static async Task TellAsync(ContinueDemo story, FastClock clock, int speed, CancellationToken cancellation)
    {
        await Console.Error.WriteLineAsync("Going on with a message every quarter of an hour; Ctrl+C stops it.");
        try
        {
            var running = false;
            while (await story.RunAsync(cancellation) is { } step)
            {
                if (step.Lines > 0) await Console.Error.WriteLineAsync($"told until {step.ToldUntil}: {step.Lines} lines");
                if (speed > 1 && !running && step.Lines == 0)
                {
                    // What an earlier fast story told of days to come is not told again.
                    var told = Later(step.ToldUntil.ToDateTimeOffset(), clock.GetUtcNow());
                    clock.Run(speed, told);
                    running = true;
                }

                var wait = (step.NextAt - Instant.FromDateTimeOffset(clock.GetUtcNow())).ToTimeSpan() / speed;
                if (wait > TimeSpan.Zero) await Task.Delay(Within(wait), cancellation);
            }

            await Console.Error.WriteLineAsync("Found no invented community, expected the one that cer demo makes.");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped; the next --live goes on from here.");
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static TimeSpan Within(TimeSpan wait) =>
        wait < ShortestWait ? ShortestWait : wait < LongestWait ? wait : LongestWait;
}
