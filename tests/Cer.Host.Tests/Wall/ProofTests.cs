using System.Text.RegularExpressions;

namespace Cer.Host.Tests.Wall;

/// <summary>The texts for the controller name proofs that are there.</summary>
public partial class ProofTests
{
    [Fact]
    public void Every_proof_that_the_impact_assessment_names_is_a_test_of_this_repository()
    {
        var root = WallMatrix.Root();
        var named = Directory.GetFiles(Path.Combine(root, "docs", "privacy"), "*.md")
            .SelectMany(file => Proof().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().ToArray();
        var tests = Directory.GetFiles(Path.Combine(root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        var all = string.Concat(tests);
        Assert.True(named.Length >= 20, $"{named.Length}");
        Assert.Equal([], named.Where(name => !Regex.IsMatch(all, $@"public (async Task|void) {name}\(")));
    }

    // A test is a sentence: a word that begins with a capital, and underscores.
    [GeneratedRegex("`([A-Z][A-Za-z]*_[A-Za-z0-9_]+)`")]
    private static partial Regex Proof();
}
