using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>A layout that staff keep for an addressee.</summary>
/// <param name="Name">Its name, as its words say.</param>
/// <param name="Revision">From 1.</param>
/// <param name="Words">The YAML.</param>
/// <param name="Author">Who kept it.</param>
/// <param name="At">When.</param>
public sealed record KeptLayout(string Name, int Revision, string Words, string Author, Instant At);
