using Cer.Domain.Metering;
using Cer.Operations.Importing;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>The curve files of distributors that were applied, and the readings they wrote.</summary>
public interface ICurveStore
{
    /// <summary>The latest readings in a scope.</summary>
    Task<IReadOnlyList<Reading>> KnownAsync(CommunityId community, CurveScope scope, CancellationToken cancellation);

    /// <summary>The import that has applied a file in a direction and was not taken back.</summary>
    Task<long?> FindAsync(CommunityId community, byte[] sha256, CurveDirection direction, CancellationToken cancellation);

    /// <summary>Applies a file, all or nothing, while no other writer of the community can come between.</summary>
    /// <param name="community">The community.</param>
    /// <param name="import">The file.</param>
    /// <param name="scope">What it may touch.</param>
    /// <param name="plan">Makes the plan from what is known; with faults nothing is stored.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<CurveApplied> ApplyAsync(
        CommunityId community,
        NewCurveImport import,
        CurveScope scope,
        Func<IReadOnlyList<Reading>, CurvePlan> plan,
        CancellationToken cancellation);

    /// <summary>Writes a revision over each reading of an import that says what stood there before.</summary>
    Task<CurveUndoOutcome> UndoAsync(
        CommunityId community, long import, string who, Instant at, CancellationToken cancellation);

    /// <summary>The imports, the latest first.</summary>
    Task<IReadOnlyList<CurveImport>> ListAsync(CommunityId community, int most, CancellationToken cancellation);
}
