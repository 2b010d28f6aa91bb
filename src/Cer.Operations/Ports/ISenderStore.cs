using Cer.Operations.Intake;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Counts what senders sent too much of.</summary>
public interface ISenderStore
{
    /// <summary>Adds to the counts of the day.</summary>
    Task AddAsync(IReadOnlyCollection<SenderCount> counts, Instant at, CancellationToken cancellation);
}
