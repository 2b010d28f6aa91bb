using System.Text.RegularExpressions;

namespace Cer.Operations.Submitting;

/// <summary>What a package must not have: a path for a name, two files of one name, more than can be kept.</summary>
public static partial class PackageCheck
{
    public const int MostFiles = 50;
    public const int MostSentences = 100;
    public const int LongestSentence = 1000;
    public const long MostBytes = 32 * 1024 * 1024;

    /// <summary>What is wrong with it, as a sentence; null when nothing is.</summary>
    public static string? Problem(SubmissionPackage package)
    {
        if (package.Files.Count is 0 or > MostFiles)
            return $"Found {package.Files.Count} files, expected 1 to {MostFiles}.";
        if (package.Checklist.Count > MostSentences || package.Checklist.Any(one => one.Length is 0 or > LongestSentence))
            return $"Found a checklist that is too long, expected at most {MostSentences} sentences of {LongestSentence} characters.";
        if (package.Files.Sum(file => (long)file.Bytes.Length) > MostBytes)
            return $"Found files of more than {MostBytes} bytes together, expected at most that.";
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in package.Files)
        {
            if (!Name().IsMatch(file.Name)) return "Found a name of a file that cannot be used, expected one such as energia-2026-10.xml.";
            if (!MediaType().IsMatch(file.MediaType)) return $"Found another media type of {file.Name}, expected one such as text/csv.";
            if (!names.Add(file.Name)) return $"Found two files of the name {file.Name}, expected one of each.";
        }

        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,119}\\z")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]{1,20}/[A-Za-z0-9.+-]{1,90}\\z")]
    private static partial Regex MediaType();
}
