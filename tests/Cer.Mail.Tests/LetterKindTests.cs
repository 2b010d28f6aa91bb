using System.Text.RegularExpressions;
using Cer.Operations.Mail;

namespace Cer.Mail.Tests;

/// <summary>Every maker of letters says what they are, and by a list written here is told which one may do without.</summary>
public sealed partial class LetterKindTests
{
    // Whoever makes another letter writes it here, and has thought of whether its reader may do without.
    private static readonly (string Kind, bool IsOptional, string[] Makers)[] Letters =
    [
        ("Untold", false, []),
        ("Statement", true, ["Documents/SendDocuments.cs"]),
        ("Alarms", true, ["Alarms/AlarmLetter.cs"]),
        ("MonthReport", false, ["Documents/SendDocuments.cs"]),
        ("MonthSheet", false, ["Documents/SendMonthSheet.cs"]),
        ("YearAccount", false, ["Paying/Books/SendYear.cs"]),
        ("AccountNews", false, ["People/News/NewsLetter.cs"]),
        ("EntryLink", false, ["People/Links/LinkLetter.cs"]),
        ("Access", false, ["Desk/AccessLetter.cs"]),
        ("Delegation", false, ["Desk/MandateLetter.cs"]),
        ("Workflow", false, ["Workflows/FlowDelivery.cs"]),
        ("Trial", false, ["Mail/TrialLetter.cs"]),
    ];

    [Fact]
    public void The_list_of_letters_is_whole_and_says_which_are_optional()
    {
        Assert.Equal(Letters.Select(one => one.Kind), Enum.GetNames<LetterKind>());
        Assert.All(Letters, one => Assert.Equal(one.IsOptional, Enum.Parse<LetterKind>(one.Kind).IsOptional()));
        Assert.All(Enum.GetValues<LetterKind>(), kind => Assert.Equal(kind, LetterKinds.Of(kind.Word())));
        Assert.Null(LetterKinds.OptionalOf("account_news"));
        Assert.All(LetterKinds.Optional, kind => Assert.NotEqual(kind.Name(true), kind.Name(false)));
    }

    [Fact]
    public void Each_maker_of_letters_makes_the_kinds_that_are_written_here()
    {
        var source = Path.Combine(Root(), "src");
        var found = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Where(path => !path.Contains("/Mail/LetterKind", StringComparison.Ordinal))
            .Where(path => Maker().IsMatch(File.ReadAllText(path)) || path.EndsWith("MandateLetter.cs", StringComparison.Ordinal))
            .SelectMany(path => Kind().Matches(File.ReadAllText(path))
                .Select(match => (Kind: match.Groups[1].Value, File: string.Join('/', path.Split('/')[^3..]))).Distinct())
            .ToArray();
        foreach (var (kind, _, makers) in Letters)
        {
            var made = found.Where(one => one.Kind == kind).Select(one => one.File).Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(makers.Length, made.Length);
            Assert.All(makers.Zip(made), pair => Assert.EndsWith(pair.First, pair.Second, StringComparison.Ordinal));
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    /// <summary>A letter's kind as the first thing of a new one.</summary>
    [GeneratedRegex(@"(?:new(?: Letter)?\(|LetterKind kind = )\s*(?:kind,|document\.Kind|LetterKind\.)")]
    private static partial Regex Maker();

    [GeneratedRegex(@"LetterKind\.([A-Z][A-Za-z]+)")]
    private static partial Regex Kind();
}
