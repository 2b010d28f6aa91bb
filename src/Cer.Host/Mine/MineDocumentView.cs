using Cer.Host.Documents;
using Cer.Operations.Documents;
using Cer.Operations.Mine;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>A document of the member as JSON: as the staff sees it, without what concerns the staff alone.</summary>
internal sealed record MineDocumentView(
    long Id,
    string Number,
    string Kind,
    string Month,
    MemberView Member,
    string Language,
    string MadeAt,
    string Sha256,
    int Bytes,
    int Pages,
    string? Replaces,
    SentView? Sent)
{
    public static MineDocumentView Of(MineDocument document, MineProfile own, SentView? sent) => new(
        document.Id,
        document.Number.ToString(),
        DocumentWords.Of(document.Kind),
        YearMonthPattern.Iso.Format(document.Month),
        new(own.Member, own.Name),
        DocumentWords.Of(document.Language),
        InstantPattern.General.Format(document.When),
        Convert.ToHexStringLower(document.Sha256.Span),
        document.Length,
        document.Pages,
        document.Replaces?.ToString(),
        sent);
}
