using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>The documents somebody wants: of a month, of which kinds, in which language.</summary>
public sealed record DocumentOrder(
    YearMonth Month, IReadOnlyList<DocumentKind> Kinds, DocumentLanguage Language = DocumentLanguage.Italian);
