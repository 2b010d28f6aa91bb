namespace Cer.Host.Backup;

/// <summary>What became of the backup that was due.</summary>
/// <param name="File">The file that was made; null when none was.</param>
/// <param name="Removed">Files that newer ones stand for.</param>
/// <param name="Problem">Why none could be made; null when nothing failed.</param>
internal sealed record DueOutcome(string? File, IReadOnlyList<string> Removed, string? Problem)
{
    public static DueOutcome Nothing { get; } = new(null, [], null);
}
