namespace Cer.Exchange.Submissions;

/// <summary>A field of the model.</summary>
/// <param name="Name">Its name in the canonical layout; Italian-free, unit in the name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="IsNeeded">Whether a row without it is no row.</param>
public sealed record PackageField(string Name, FieldKind Kind, bool IsNeeded = false);
