namespace Cer.Host.Reconciling;

/// <summary>The import of a file: a new one, or the one that an equal file had before.</summary>
internal sealed record TakenView(long Id, bool IsNew, int Lines);
