namespace Cer.Operations.Submitting;

/// <summary>How kinds and states are written in tables, addresses and keys.</summary>
public static class SubmissionWords
{
    private static readonly string[] KindWords = ["gse-month", "gse-members", "arera-report"];

    private static readonly string[] StateWords =
    [
        "prepared", "handed_over", "sending", "sent", "put_off", "unanswered", "refused", "received", "accepted", "rejected",
    ];

    public static IReadOnlyList<string> Kinds => KindWords;

    public static string Word(this SubmissionKind kind) => KindWords[(int)kind];

    public static string Word(this SubmissionState state) => StateWords[(int)state];

    /// <summary>The kind of a word; null when there is none.</summary>
    public static SubmissionKind? Kind(string? word) =>
        Array.IndexOf(KindWords, word) is >= 0 and var place ? (SubmissionKind)place : null;

    /// <exception cref="InvalidDataException">The list has no such word: the table's constraints are wrong.</exception>
    public static SubmissionState State(string word) => Array.IndexOf(StateWords, word) is >= 0 and var place
        ? (SubmissionState)place
        : throw new InvalidDataException($"Found '{word}' in the database, expected one of {string.Join(", ", StateWords)}.");

    /// <summary>Who is to get it: gse or arera.</summary>
    public static string Recipient(this SubmissionKind kind) => kind == SubmissionKind.AreraReport ? "arera" : "gse";
}
