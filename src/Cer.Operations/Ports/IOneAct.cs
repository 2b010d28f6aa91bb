namespace Cer.Operations.Ports;

/// <summary>Has several stores write whole or not at all.</summary>
public interface IOneAct
{
    /// <summary>Runs what writes; when it fails, none of it was written.</summary>
    Task<T> RunAsync<T>(Func<Task<T>> act, CancellationToken cancellation);
}
