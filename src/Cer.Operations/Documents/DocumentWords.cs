using System.Diagnostics.CodeAnalysis;

namespace Cer.Operations.Documents;

/// <summary>The words by which tables, addresses and options write kinds and languages.</summary>
public static class DocumentWords
{
    public const string Kinds = "month_report or statement";

    public static string Of(DocumentKind kind) => kind == DocumentKind.MonthReport ? "month_report" : "statement";

    public static string Of(DocumentLanguage language) => language == DocumentLanguage.Italian ? "it" : "en";

    public static bool TryParse(string? word, out DocumentKind kind)
    {
        kind = word == "statement" ? DocumentKind.Statement : DocumentKind.MonthReport;
        return word is "statement" or "month_report";
    }

    public static bool TryParse([NotNullWhen(true)] string? word, out DocumentLanguage language)
    {
        language = word == "en" ? DocumentLanguage.English : DocumentLanguage.Italian;
        return word is "it" or "en";
    }
}
