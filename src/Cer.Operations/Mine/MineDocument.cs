using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A document of the member, as the archive has it.</summary>
/// <param name="Id">The store's number of the document.</param>
/// <param name="Number">The number it bears.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Month">Which month it tells of.</param>
/// <param name="Language">Its language.</param>
/// <param name="When">When it was made.</param>
/// <param name="Sha256">Hash of its bytes.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Replaces">The number of the document it replaces; null when it is the first.</param>
public sealed record MineDocument(
    long Id,
    DocumentNumber Number,
    DocumentKind Kind,
    YearMonth Month,
    DocumentLanguage Language,
    Instant When,
    ReadOnlyMemory<byte> Sha256,
    int Length,
    int Pages,
    DocumentNumber? Replaces);
