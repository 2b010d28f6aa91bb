using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>The sums that dashboards read: what of them is to be made again, and how it is made.</summary>
public interface ISumStore
{
    /// <summary>Sums some of what waits, today first; what another server is at is left to it.</summary>
    /// <remarks>What fails in any way, also because it took too long, is put off, so that it keeps no other from it.</remarks>
    /// <param name="most">At most so many days and months.</param>
    /// <param name="early">Whether also what is meant to wait a little for more to come.</param>
    /// <param name="cancellation">Stops it; what was begun is undone.</param>
    /// <returns>How many were made; 0 when there is nothing to do.</returns>
    Task<int> TakeAsync(int most, bool early, CancellationToken cancellation);

    /// <summary>How many days and months wait.</summary>
    Task<int> WaitingAsync(CancellationToken cancellation);

    /// <summary>How many of them could not be summed, and are tried again in a while.</summary>
    Task<int> PutOffAsync(CancellationToken cancellation);

    /// <summary>All that waits, by the clock of the store.</summary>
    Task<WaitingSums> LookAsync(CancellationToken cancellation);

    /// <summary>Puts days down on which nothing came, so that they are seen: those before today that nobody looked at yet.</summary>
    Task PutSilentDaysAsync(LocalDate today, CancellationToken cancellation);
}
