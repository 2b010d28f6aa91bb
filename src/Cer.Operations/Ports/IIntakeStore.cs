using Cer.Operations.Intake;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Keeps what came in: readings, what is in quarantine, and the ingest log.</summary>
public interface IIntakeStore
{
    /// <summary>Stores one message, all or nothing.</summary>
    Task<IntakeReceipt> StoreAsync(IntakeRecord record, CancellationToken cancellation);

    /// <summary>Stores many messages in one commit, all or nothing; receipts in the order of the records.</summary>
    Task<IReadOnlyList<IntakeReceipt>> StoreAsync(
        IReadOnlyList<IntakeRecord> records, CancellationToken cancellation);

    /// <summary>Whether a message of this identity was stored (not refused) before.</summary>
    Task<bool> ExistsAsync(
        CommunityId community, string resourceId, Instant messageTimestamp, CancellationToken cancellation);

    /// <summary>The newest lines kept apart, newest first.</summary>
    Task<IReadOnlyList<QuarantinedLine>> QuarantinedAsync(
        CommunityId community, int limit, CancellationToken cancellation);
}
