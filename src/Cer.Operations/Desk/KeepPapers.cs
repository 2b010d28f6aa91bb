using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Keeps scans of the papers that acts and delegations stand on, and takes a wrong one away.</summary>
/// <remarks>A scan is looked at only as far as its kind: nothing here tells whether it does harm to who opens it (ADR 0171).</remarks>
public sealed class KeepPapers(IPaperStore papers, PaperLimits limits, TimeProvider time)
{
    private const int LongestReason = 500;
    private const string Field = "file";

    private static readonly string Kinds = FormattableString.Invariant(
        $"a PDF, JPEG or PNG of at most {PaperLimits.FileBytes / PaperLimits.Mebibyte} MiB");

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <returns>The number of the scan; without it faults, or none where there is no such act or delegation.</returns>
    public async Task<(int? Id, IReadOnlyList<FieldFault> Faults)> AddAsync(
        CommunityId community, PaperOwner owner, ReadOnlyMemory<byte> file, string who, CancellationToken cancellation)
    {
        if (file.IsEmpty) return No("paper_empty", "an empty file", Kinds);
        if (file.Length > PaperLimits.FileBytes) return No("paper_large", Size(file.Length), Kinds);
        if (PaperType.Of(file.Span) is not { } type)
            return PaperType.IsHeic(file.Span)
                ? No("paper_heic", "a HEIC photo", Kinds)
                : No("paper_type", "another file, by its first bytes", Kinds);
        return await papers.AddAsync(new(community, owner, type, file, who, Now), limits, cancellation) switch
        {
            PaperOutcome.Kept kept => (kept.Id, []),
            PaperOutcome.Whose whose => (null,
            [
                new("member", "paper_whose", FormattableString.Invariant($"an act about {whose.Members} members, and none of them named"),
                    "one of them: a paper is one member's"),
            ]),
            PaperOutcome.Many => No("paper_many", "as many files as there may be",
                FormattableString.Invariant($"at most {limits.OfOne}")),
            PaperOutcome.Full full => No("paper_full", $"{Size(full.Bytes)} of scans in the community",
                $"at most {Size(limits.OfCommunity)} with this one"),
            _ => (null, []),
        };

        static (int?, IReadOnlyList<FieldFault>) No(string code, string found, string expected) =>
            (null, [new(Field, code, found, expected)]);
    }

    /// <summary>Takes a scan away that was the wrong one; that it was there stays, with the reason.</summary>
    public async Task<(bool Done, IReadOnlyList<FieldFault> Faults)> RemoveAsync(
        CommunityId community, int id, string? reason, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        var today = Now.InZone(Domain.MarketHour.Rome).Date;
        return new DeskFields(today, faults).Text(reason, "reason", LongestReason, "why") is { } why
            ? (await papers.RemoveAsync(community, id, who, why, Now, cancellation), [])
            : (false, faults);
    }

    private static string Size(long bytes) => FormattableString.Invariant($"{bytes / (decimal)PaperLimits.Mebibyte:0.#} MiB");
}
