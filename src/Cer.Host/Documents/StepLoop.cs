namespace Cer.Host.Documents;

/// <summary>Does what is due, over and over until the server stops; a failure is told, and waited out.</summary>
internal static class StepLoop
{
    /// <param name="work">Does everything that is due now.</param>
    /// <param name="tell">Told a failure, but none of the stopping itself.</param>
    /// <param name="pauses">How long it waits after work, and after a failure.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends it.</param>
    public static async Task RunAsync(
        Func<Task> work,
        Action<Exception> tell,
        (TimeSpan Usual, TimeSpan AfterFailure) pauses,
        TimeProvider time,
        CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = pauses.Usual;
            try
            {
                await work();
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                tell(failure);
                pause = pauses.AfterFailure;
            }
            catch (Exception)
            {
                // The server stops, and takes away what the work needs: the next start does it again.
                return;
            }

            try
            {
                await Task.Delay(pause, time, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
