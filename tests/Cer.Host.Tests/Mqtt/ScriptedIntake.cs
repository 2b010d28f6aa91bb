using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Tests.Mqtt;

/// <summary>A store that fails as told, commit by commit, and works when nothing is told any more.</summary>
internal sealed class ScriptedIntake(IIntakeStore inner, params Exception?[] script) : IIntakeStore
{
    private readonly Queue<Exception?> _script = new(script);

    public async Task<IntakeReceipt> StoreAsync(IntakeRecord record, CancellationToken cancellation) =>
        (await StoreAsync([record], cancellation))[0];

    public Task<IReadOnlyList<IntakeReceipt>> StoreAsync(
        IReadOnlyList<IntakeRecord> records, CancellationToken cancellation) =>
        _script.TryDequeue(out var told) && told is not null ? throw told : inner.StoreAsync(records, cancellation);

    public Task<bool> ExistsAsync(
        CommunityId community, string resourceId, Instant messageTimestamp, CancellationToken cancellation) =>
        inner.ExistsAsync(community, resourceId, messageTimestamp, cancellation);

    public Task<IReadOnlyList<QuarantinedLine>> QuarantinedAsync(
        CommunityId community, int limit, CancellationToken cancellation) =>
        inner.QuarantinedAsync(community, limit, cancellation);
}
