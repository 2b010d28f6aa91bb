using Cer.Settlement.Dates;

namespace Cer.Operations.Deadlines;

/// <summary>How kinds of deadlines are written in tables and addresses.</summary>
public static class DeadlineWords
{
    private static readonly string[] Words =
        ["measures", "advance", "advance_paid", "hourly_data", "balance", "balance_paid", "recalculation", "last_rectification"];

    public static string Word(this DeadlineKind kind) => Words[(int)kind];

    /// <summary>The kind of a word; null when there is none.</summary>
    public static DeadlineKind? Kind(string? word) => Array.IndexOf(Words, word) is >= 0 and var place ? (DeadlineKind)place : null;

    public static string Expected => string.Join('|', Words);
}
