using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Makes the sums again that dashboards read, until none waits; in small pieces, so that nobody waits for long.</summary>
public sealed class SumWaiting(ISumStore sums, TimeProvider time)
{
    /// <summary>Days and months in one transaction.</summary>
    public const int Together = 8;

    private LocalDate? _looked;

    /// <param name="early">Whether also what is meant to wait a little for more to come.</param>
    /// <param name="progress">Told after each piece.</param>
    /// <param name="cancellation">Stops between two pieces, or in one: then that one is made later.</param>
    /// <returns>How many days and months were summed.</returns>
    public async Task<int> RunAsync(bool early, IProgress<SumsDrained>? progress, CancellationToken cancellation)
    {
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
        if (_looked != today)
        {
            await sums.PutSilentDaysAsync(today, cancellation);
            _looked = today;
        }

        var done = 0;
        while (await sums.TakeAsync(Together, early, cancellation) is > 0 and var some)
        {
            done += some;
            if (progress is not null) progress.Report(new(done, await sums.WaitingAsync(cancellation)));
        }

        return done;
    }
}
