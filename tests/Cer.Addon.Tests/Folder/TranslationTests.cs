using YamlDotNet.RepresentationModel;

namespace Cer.Addon.Tests.Folder;

/// <summary>addon/translations: every option has a name and a description in Italian and in English.</summary>
public sealed class TranslationTests
{
    private static YamlNode Schema => Yaml.Map(Clone.Text("addon", "config.yaml")).Find("schema")!;

    [Theory]
    [InlineData("it")]
    [InlineData("en")]
    public void Every_option_is_told_and_nothing_else(string language)
    {
        var file = Yaml.Map(Clone.Text("addon", "translations", $"{language}.yaml"));
        Assert.All(file.Entries(), entry => Assert.Contains(entry.Name, new[] { "configuration", "network" }));
        var told = Told(file.Find("configuration"), "").ToArray();
        var ports = Yaml.Map(Clone.Text("addon", "config.yaml")).Find("ports").Entries().Select(port => port.Name);
        Assert.Equal(ports, file.Find("network").Entries().Where(port => port.Value.Word()!.Length > 0).Select(port => port.Name));
        Assert.Equal(OptionRules.NamesOf(Schema).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_languages_are_not_each_others_copy()
    {
        var italian = Clone.Text("addon", "translations", "it.yaml").Split('\n');
        var english = Clone.Text("addon", "translations", "en.yaml").Split('\n');
        Assert.Equal(italian.Length, english.Length);
        Assert.DoesNotContain(
            italian.Zip(english),
            pair => pair.First.Contains("description:", StringComparison.Ordinal) && pair.First == pair.Second);
    }

    [Fact]
    public void There_are_no_others() => Assert.Equal(
        ["en.yaml", "it.yaml"],
        Directory.GetFiles(Path.Combine(Clone.Addon, "translations")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Told(YamlNode? options, string above)
    {
        foreach (var (name, words) in options.Entries())
        {
            Assert.All(words.Entries(), entry => Assert.Contains(entry.Name, new[] { "name", "description", "fields" }));
            Assert.False(string.IsNullOrWhiteSpace(words.Find("name").Word()), $"{above}{name} has no name");
            Assert.False(string.IsNullOrWhiteSpace(words.Find("description").Word()), $"{above}{name} has no description");
            yield return $"{above}{name}";
            foreach (var within in Told(words.Find("fields"), $"{above}{name}.")) yield return within;
        }
    }
}
