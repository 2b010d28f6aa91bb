using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>What one document is about.</summary>
/// <param name="Facts">The month.</param>
/// <param name="Member">Whose statement it is; null for the report.</param>
/// <param name="Number">Its number.</param>
/// <param name="Replaces">The number of the document it replaces.</param>
/// <param name="When">When it is made.</param>
/// <param name="Language">Its language.</param>
public sealed record DocumentSubject(
    MonthFacts Facts,
    MemberFacts? Member,
    DocumentNumber Number,
    DocumentNumber? Replaces,
    Instant When,
    DocumentLanguage Language)
{
    public DocumentKind Kind => Member is null ? DocumentKind.MonthReport : DocumentKind.Statement;
}
