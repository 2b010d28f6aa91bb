namespace Cer.Host.Curves;

/// <summary>A word for what is found in a curve file, for pages to say it in their language; the facts stay beside it.</summary>
internal static class FindingCode
{
    /// <summary>What a page shows as it stands: a sentence of the reader that has no word.</summary>
    public const string Other = "other";

    private static readonly (string Part, string Code)[] Found =
    [
        ("another point than the one given", "given_point"),
        ("reactive energy", "reactive"),
        ("columns of quarters", "columns"),
        ("the column ", "column_label"),
        ("a point that the community does not know", "unknown_point"),
        ("an injection at a point with", "injection_plants"),
        ("a quarter that comes before the one above it", "quarter_order"),
        ("named by their ends", "quarter_ends"),
        ("another value for a quarter of", "two_values"),
        ("only whole hours", "whole_hours"),
        ("an archive in an archive", "nested_archive"),
        ("an archive that cannot be read", "bad_archive"),
        ("an archive without files", "empty_archive"),
        ("an archive whose files are far larger", "large_archive"),
        ("one day more", "many_days"),
    ];

    private static readonly (string Part, string Code)[] Expected =
    [
        ("a line POD;IT", "no_point"),
        ("IT, three digits, E", "pod"),
        ("kWh as 0 or", "energy"),
        ("a day as 31/01/2026", "day"),
        ("a month as 01/2026", "month"),
        ("a day of the month", "day_of_month"),
        ("a day from ", "day_range"),
        ("the start of a quarter of an hour", "quarter_start"),
        ("a value for each quarter", "row_length"),
        ("Data;Ora;Consumo", "long_columns"),
        ("E (actual) or S", "kind"),
    ];

    private static readonly (string Part, string Code)[] Sentences =
    [
        ("has 92 quarters", "march_96"),
        ("which has 100 quarters", "october_96"),
        ("replaces ", "replaced_day"),
        ("found 2: these values replace", "replaces"),
        ("found 3, a cancellation", "cancels"),
        ("found N: the distributor has not validated", "not_validated"),
        ("found Ka ", "ka"),
    ];

    public static string OfFault(string found, string expected) =>
        In(Found, found) ?? In(Expected, expected) ?? Other;

    public static string OfWarning(string sentence) => In(Sentences, sentence) ?? Other;

    private static string? In((string Part, string Code)[] words, string text) =>
        Array.Find(words, word => text.Contains(word.Part, StringComparison.Ordinal)).Code;
}
