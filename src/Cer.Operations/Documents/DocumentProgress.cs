namespace Cer.Operations.Documents;

/// <summary>How far a job has come.</summary>
/// <param name="Run">The run that the documents tell of.</param>
/// <param name="Total">How many there are to be.</param>
/// <param name="Done">How many are in the archive.</param>
/// <param name="Faults">Members whose document could not be made, 0 for the report.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public sealed record DocumentProgress(long? Run, int? Total, int Done, IReadOnlyList<int> Faults, string? Problem);
