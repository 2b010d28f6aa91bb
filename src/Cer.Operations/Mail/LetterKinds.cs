namespace Cer.Operations.Mail;

/// <summary>The closed list of letters, and which of them a reader may do without.</summary>
/// <remarks>
/// RFC 8058 is for letters that somebody may not want. What opens an account or tells of one, what tells of money, of a delegation
/// or of a closed year, and what the office sends to addresses that it wrote down itself, is none of these.
/// </remarks>
public static class LetterKinds
{
    private static readonly (LetterKind Kind, string Word, bool IsOptional)[] All =
    [
        (LetterKind.Untold, "untold", false),
        (LetterKind.Statement, "statement", true),
        (LetterKind.Alarms, "alarms", true),
        (LetterKind.MonthReport, "month_report", false),
        (LetterKind.MonthSheet, "month_sheet", false),
        (LetterKind.YearAccount, "year_account", false),
        (LetterKind.AccountNews, "account_news", false),
        (LetterKind.EntryLink, "entry_link", false),
        (LetterKind.Access, "access", false),
        (LetterKind.Delegation, "delegation", false),
        (LetterKind.Workflow, "workflow", false),
        (LetterKind.Trial, "trial", false),
    ];

    public static IReadOnlyList<LetterKind> Optional { get; } = [.. All.Where(one => one.IsOptional).Select(one => one.Kind)];

    public static bool IsOptional(this LetterKind kind) => Row(kind).IsOptional;

    /// <summary>How the store and the pages call it.</summary>
    public static string Word(this LetterKind kind) => Row(kind).Word;

    /// <summary>The kind of a word; <see cref="LetterKind.Untold" /> of any other and of none.</summary>
    public static LetterKind Of(string? word) => Array.Find(All, one => one.Word == word).Kind;

    /// <summary>An optional kind by its word; null of any other.</summary>
    public static LetterKind? OptionalOf(string? word) => Of(word) is var kind && kind.IsOptional() ? kind : null;

    /// <summary>What it is, as a reader calls it.</summary>
    public static string Name(this LetterKind kind, bool isEnglish) => (kind, isEnglish) switch
    {
        (LetterKind.Statement, false) => "rendiconto del mese",
        (LetterKind.Statement, true) => "statement of the month",
        (LetterKind.Alarms, false) => "allarmi",
        (LetterKind.Alarms, true) => "alarms",
        _ => throw new NotSupportedException($"Found {kind}, expected a kind of letters that one may do without."),
    };

    private static (LetterKind Kind, string Word, bool IsOptional) Row(LetterKind kind)
    {
        var found = Array.Find(All, one => one.Kind == kind);
        return found.Word is not null ? found : throw new NotSupportedException($"Found {kind}, expected a kind of the list.");
    }
}
