using Cer.Operations.Documents;
using NodaTime.Text;

namespace Cer.Host.Documents;

/// <summary>A line of the archive as JSON.</summary>
internal sealed record DocumentView(
    long Id,
    string Number,
    string Kind,
    string Month,
    MemberView? Member,
    string Language,
    string MadeAt,
    string Sha256,
    int Bytes,
    int Pages,
    long Run,
    string? Replaces,
    SentView? Sent)
{
    /// <param name="document">The line.</param>
    /// <param name="names">Names of the members, by code.</param>
    /// <param name="sent">How its letters stand; null when it never went out.</param>
    public static DocumentView From(
        ArchivedDocument document, IReadOnlyDictionary<string, string> names, SentState? sent) => new(
        document.Id,
        document.Number.ToString(),
        DocumentWords.Of(document.Kind),
        YearMonthPattern.Iso.Format(document.Month),
        document.Member is var (id, code) ? new(id, names.GetValueOrDefault(code, code)) : null,
        DocumentWords.Of(document.Language),
        InstantPattern.General.Format(document.When),
        Convert.ToHexStringLower(document.Sha256.Span),
        document.Length,
        document.Pages,
        document.Run,
        document.Replaces?.ToString(),
        SentView.Of(sent));
}
