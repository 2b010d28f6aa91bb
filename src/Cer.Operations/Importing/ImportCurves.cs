using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Curves;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Importing;

/// <summary>Takes a distributor's curves in: looked at first, then applied whole or not at all, and taken back if need be.</summary>
public sealed class ImportCurves(ICommunityStore communities, ICurveStore curves, TimeProvider time)
{
    /// <summary>Longest name of a file that is kept.</summary>
    public const int LongestName = 300;

    /// <summary>Says what a file would do; stores nothing.</summary>
    public async Task<CurveReport> CheckAsync(CommunityId community, CurveUpload upload, CancellationToken cancellation)
    {
        var (file, hash) = Read(upload);
        var registry = await communities.RegistryAsync(community, cancellation);
        var plan = Plan(file.Faults.IsEmpty ? file.Days : [], upload, registry, []);
        if (plan.Faults.IsEmpty && plan.Days.Count > 0)
        {
            var known = await curves.KnownAsync(community, ScopeOf(file, upload.Direction, registry), cancellation);
            plan = Plan(file.Days, upload, registry, known);
        }

        return Report(file, hash, plan) with
        {
            AppliedBefore = await curves.FindAsync(community, hash, upload.Direction, cancellation),
        };
    }

    /// <summary>Stores what a file tells, all or nothing; without an import in the report nothing was stored.</summary>
    /// <param name="community">The community.</param>
    /// <param name="upload">The file.</param>
    /// <param name="who">Who brings it.</param>
    /// <param name="confirmed">Whether the person agrees to how days are read that can be read in two ways.</param>
    /// <param name="cancellation">Stops it; then nothing was stored.</param>
    public async Task<CurveReport> ApplyAsync(
        CommunityId community, CurveUpload upload, string who, bool confirmed, CancellationToken cancellation)
    {
        var (file, hash) = Read(upload);
        var registry = await communities.RegistryAsync(community, cancellation);
        if (!file.Faults.IsEmpty || file.Days.Count == 0 || (file.NeedsConfirmation && !confirmed))
            return Report(file, hash, Plan([], upload, registry, []));
        // What does not fit is refused before the store makes room for it.
        if (Plan(file.Days, upload, registry, []) is { Faults.IsEmpty: false } unfit) return Report(file, hash, unfit);
        var scope = ScopeOf(file, upload.Direction, registry);
        var record = new NewCurveImport(
            KeptName(upload.Name), upload.Bytes.Length, hash, upload.Direction, confirmed, who,
            Instant.FromDateTimeOffset(time.GetUtcNow()), file.Days.Min(day => day.Day), file.Days.Max(day => day.Day));
        var applied = await curves.ApplyAsync(
            community, record, scope, known => Plan(file.Days, upload, registry, known), cancellation);
        var report = applied.Plan is { } plan ? Report(file, hash, plan)
            : Report(file, hash, Plan([], upload, registry, []));
        return report with { Import = applied.Import, AppliedBefore = applied.AppliedBefore };
    }

    /// <summary>Takes an import back: each of its readings becomes again what it was before.</summary>
    public Task<CurveUndoOutcome> UndoAsync(CommunityId community, long import, string who, CancellationToken cancellation) =>
        curves.UndoAsync(community, import, who, Instant.FromDateTimeOffset(time.GetUtcNow()), cancellation);

    private CurvePlan Plan(
        IReadOnlyList<CurveDay> days, CurveUpload upload, PointRegistry registry, IReadOnlyList<Reading> known) => CurvePlan.Of(
            days,
            upload.Direction,
            registry,
            Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date,
            known);

    private static (CurveFile File, byte[] Hash) Read(CurveUpload upload)
    {
        MemoryMarshal.TryGetArray(upload.Bytes, out var bytes);
        using var stream = new MemoryStream(bytes.Array ?? [], bytes.Offset, bytes.Count, writable: false);
        return (CurveReader.Read(stream, upload.Name, upload.Pod), SHA256.HashData(upload.Bytes.Span));
    }

    private static CurveScope ScopeOf(CurveFile file, CurveDirection direction, PointRegistry registry)
    {
        Pod[] pods = [.. file.Days.Select(day => day.Pod).Distinct().Where(registry.Knows)];
        var span = file.Days.Count == 0
            ? default
            : new Interval(
                MarketHour.StartOf(file.Days.Min(day => day.Day)), MarketHour.StartOf(file.Days.Max(day => day.Day).PlusDays(1)));
        return new(pods, CurvePlan.MeterOf(direction), span) { Days = [.. file.Days.Select(day => day.Day).Distinct().Order()] };
    }

    private static string KeptName(string name)
    {
        var shown = new string([.. name.Trim().Take(LongestName).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        return shown.Length == 0 ? "?" : shown;
    }

    private static CurveReport Report(CurveFile file, byte[] hash, CurvePlan plan) => new(
        Convert.ToHexStringLower(hash),
        file.Faults.IsEmpty ? plan.Faults : file.Faults,
        file.Warnings,
        plan.Days,
        plan.Added,
        plan.Unchanged,
        plan.Changed);
}
