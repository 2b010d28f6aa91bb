using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Tests.Mqtt;

/// <summary>A store that is away: every commit fails, as when the server of the database is gone.</summary>
internal sealed class StuckIntake(IIntakeStore inner) : IIntakeStore
{
    public Task<IntakeReceipt> StoreAsync(IntakeRecord record, CancellationToken cancellation) => throw Away();

    public Task<IReadOnlyList<IntakeReceipt>> StoreAsync(
        IReadOnlyList<IntakeRecord> records, CancellationToken cancellation) => throw Away();

    public Task<bool> ExistsAsync(
        CommunityId community, string resourceId, Instant messageTimestamp, CancellationToken cancellation) =>
        inner.ExistsAsync(community, resourceId, messageTimestamp, cancellation);

    public Task<IReadOnlyList<QuarantinedLine>> QuarantinedAsync(
        CommunityId community, int limit, CancellationToken cancellation) =>
        inner.QuarantinedAsync(community, limit, cancellation);

    private static Npgsql.NpgsqlException Away() => new("The server is away.", new IOException("gone"));
}
