namespace Cer.Workflows.Hosting;

/// <summary>Hears that something was put down. It only shortens waits: nothing is lost with it.</summary>
public interface IWakeUp
{
    /// <summary>Waits until something is heard, or the time is over.</summary>
    Task WaitAsync(TimeSpan atMost, CancellationToken cancellation);
}
