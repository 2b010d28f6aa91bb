namespace Cer.Operations.Desk;

/// <summary>The scans of an act or a delegation.</summary>
/// <param name="About">The members of whom it takes one, by number and name; none where it stands on no paper.</param>
/// <param name="Papers">The scans, the oldest first.</param>
public sealed record PaperList(IReadOnlyList<(int Id, string Name)> About, IReadOnlyList<KeptPaper> Papers);
