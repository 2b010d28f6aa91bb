using NodaTime;

namespace Cer.Operations.GseRequests;

/// <summary>The facts of a subject as they stand.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Code">Plant, unit or member as it is declared; <see cref="GseRequestFields.Whole"/> of the configuration.</param>
/// <param name="Revision">Its number.</param>
/// <param name="Facts">The facts by field, as they are written.</param>
/// <param name="Author">Who declared it.</param>
/// <param name="At">When.</param>
public sealed record GseRequestEntry(
    GseRequestSubject Subject, string Code, int Revision, IReadOnlyDictionary<string, string> Facts, string Author, Instant At);
