using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Tests.Intake;

/// <summary>Stores that remember what they were asked, and hold a commit back until told.</summary>
internal sealed class RecordingStores : ICommunityStore, IReadingStore, IIntakeStore
{
    private static readonly Pod Point = Pod.Parse("IT999E00000001", null);

    /// <summary>The raw bytes of the messages of each commit that was tried.</summary>
    public List<string[]> Commits { get; } = [];

    /// <summary>Commits wait for it.</summary>
    public TaskCompletionSource Gate { get; } = new();

    /// <summary>Told of each commit that begins to wait.</summary>
    public TaskCompletionSource Waiting { get; } = new();

    /// <summary>What a commit with these messages fails of.</summary>
    public Func<IReadOnlyList<IntakeRecord>, Exception?> Failure { get; init; } = _ => null;

    public List<IntakeRecord> Stored { get; } = [];

    /// <summary>What is known of a community when somebody asks.</summary>
    public Func<CommunityDefinition?> Definition { get; init; } = () => throw new NotSupportedException();

    public async Task<IReadOnlyList<IntakeReceipt>> StoreAsync(
        IReadOnlyList<IntakeRecord> records, CancellationToken cancellation)
    {
        Commits.Add([.. records.Select(record => record.Device ?? "")]);
        Waiting.TrySetResult();
        await Gate.Task.WaitAsync(cancellation);
        if (Failure(records) is { } failure) throw failure;
        Stored.AddRange(records);
        return [.. records.Select(_ => new IntakeReceipt(1, default, false))];
    }

    public Task<PointRegistry> RegistryAsync(CommunityId community, CancellationToken cancellation) =>
        Task.FromResult(new PointRegistry(
            community,
            new Dictionary<Pod, IReadOnlyList<string>> { [Point] = [] },
            new Dictionary<string, Device> { ["c2g-0A1B2C3D4"] = new("c2g-0A1B2C3D4", Point) }));

    public Task<IReadOnlyList<MeterTotals>> LastTotalsAsync(
        CommunityId community, IReadOnlyCollection<MeterBefore> meters, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<MeterTotals>>([]);

    public Task<IntakeGround> GroundAsync(CommunityId community, CancellationToken cancellation) =>
        Task.FromResult(new IntakeGround([], ConsentBook.Open));

    public Task<IntakeReceipt> StoreAsync(IntakeRecord record, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<bool> ExistsAsync(
        CommunityId community, string resourceId, Instant messageTimestamp, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<QuarantinedLine>> QuarantinedAsync(
        CommunityId community, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<AppendCounts> AppendAsync(
        CommunityId community,
        IntakeSource source,
        IReadOnlyCollection<Reading> readings,
        CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<Reading> LatestAsync(
        CommunityId community, Interval span, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<Reading> KnownAtAsync(
        CommunityId community, Interval span, Instant at, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<(Instant First, Instant Last)?> ExtentAsync(CommunityId community, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<CommunitySummary>> ListAsync(CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<CommunityId?> FindAsync(string code, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<StoredDefinition> SaveAsync(
        string code, CommunityDefinition definition, string who, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<CommunityDefinition?> LoadAsync(
        CommunityId community, int? version, CancellationToken cancellation) => Task.FromResult(Definition());

    public Task<AppendCounts> SaveDevicesAsync(
        CommunityId community, IReadOnlyCollection<Device> devices, string who, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
