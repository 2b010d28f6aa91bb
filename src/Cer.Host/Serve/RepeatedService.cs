using Cer.Host.Data;

namespace Cer.Host.Serve;

/// <summary>Does its work at the start and then again and again; whatever fails in it, the server goes on.</summary>
internal abstract class RepeatedService(TimeSpan pause, TimeProvider time) : BackgroundService
{
    protected TimeProvider Time { get; } = time;

    /// <summary>Does what is to do now.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellation);

    /// <summary>Says that it failed, and why.</summary>
    /// <param name="reason">Without personal data.</param>
    protected abstract void TellFailure(string reason);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var often = new PeriodicTimer(pause, Time);
        try
        {
            do
            {
                try
                {
                    await WorkAsync(stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    TellFailure(DatabaseFault.Reason(failure));
                }
                catch (Exception)
                {
                    // The server stops, and takes away what the work needs: the next start does it again.
                    return;
                }
            }
            while (await often.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
