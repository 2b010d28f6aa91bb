namespace Cer.Exchange.Gse;

/// <summary>A column of a statement's file.</summary>
/// <param name="Header">Its name.</param>
/// <param name="Field">What it becomes; null when nothing: it is passed over.</param>
/// <param name="Samples">What stands in it first, as it was found.</param>
public sealed record StatementColumn(string Header, StatementField? Field, IReadOnlyList<string> Samples);
