using Cer.Operations.Desk;
using NodaTime;

namespace Cer.Host.Desk;

/// <summary>The scans of an act or a delegation as JSON.</summary>
internal sealed record PaperView(IReadOnlyList<PaperView.Owner> About, IReadOnlyList<PaperView.Row> Papers)
{
    public static PaperView Of(PaperList list) => new(
        [.. list.About.Select(one => new Owner(one.Id, one.Name))],
        [
            .. list.Papers.Select(one => new Row(
                one.Id, one.MemberName, one.Type.Ending, one.Bytes, Convert.ToHexStringLower(one.Sha256), one.Author, one.At,
                one.IsThere ? "kept" : one.RemovedFor is null ? "over" : "removed", one.RemovedFor)),
        ]);

    internal sealed record Owner(int Id, string Name);

    internal sealed record Row(
        int Id, string Member, string Type, int Bytes, string Sha256, string Who, Instant At, string State, string? RemovedFor);
}
