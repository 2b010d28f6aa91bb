using Cer.Operations.Intake;

namespace Cer.Operations.Ports;

/// <summary>Lines kept apart, and what was decided about them: once for each, and for good.</summary>
public interface IQuarantineStore
{
    /// <summary>The lines that wait, oldest message first.</summary>
    Task<IReadOnlyList<WaitingLine>> WaitingAsync(CommunityId community, int limit, CancellationToken cancellation);

    /// <summary>Writes the decision down, and the readings of accepted lines, all or nothing.</summary>
    Task<ReleaseOutcome> DecideAsync(QuarantineDecision decision, CancellationToken cancellation);
}
