using System.Text.RegularExpressions;

namespace Cer.Addon.Tests.Folder;

/// <summary>addon/config.yaml, held against the rules that the Supervisor keeps to itself.</summary>
public sealed partial class ConfigTests
{
    private static readonly string Text = Clone.Text("addon", "config.yaml");

    [Fact]
    public void It_breaks_no_rule() => Assert.Empty(ConfigRules.ProblemsOf(Text));

    [Theory]
    [InlineData("ingress: true", "ingres: true", "ingres is no key")]
    [InlineData("init: false", "init: \"false\"", "init is of another kind")]
    [InlineData("timeout: 120", "timeout: 600", "timeout is not within")]
    [InlineData("slug: cer_automation", "slug: cer automation", "slug is")]
    [InlineData("- aarch64", "- armv7", "arch armv7 is not supported")]
    [InlineData("- mqtt:want", "- mqtt:wants", "service mqtt:wants is none")]
    [InlineData("- type: app_config", "- type: addon_config", "map addon_config is none")]
    [InlineData("read_only: true", "read_only: \"yes\"", "read_only is no boolean")]
    [InlineData("backup: hot", "backup: cold", "backup_pre is not run")]
    [InlineData("http://[HOST]:[PORT:8099]/api/health", "/api/health", "watchdog is")]
    [InlineData("demo: false", "demo: \"false\"", "demo has the default")]
    [InlineData("keep_daily: 7", "keep_daily: 99", "backup.keep_daily has the default 99")]
    [InlineData("  mqtt: {}\n", "", "mqtt has no default")]
    [InlineData("  mail: {}", "  mail: {port: 25}", "mail.port may be left out and has a default")]
    [InlineData("list(starttls|tls|none)?", "list(starttls||none)?", "mail.security is of no type")]
    [InlineData("bool\n", "boolean\n", "demo is of no type")]
    [InlineData("8448/tcp: null", "8448/tcp: 8448", "8448/tcp is open before")]
    [InlineData("  8448/tcp: Porta", "  8449/tcp: Porta", "8448/tcp has no description")]
    [InlineData("version: \"0.1.0\"", "version: 0.10", "version is not quoted")]
    public void A_mistake_that_the_Supervisor_would_swallow_is_found(string from, string to, string problem)
    {
        Assert.Contains(from, Text, StringComparison.Ordinal);
        Assert.Contains(
            ConfigRules.ProblemsOf(Text.Replace(from, to, StringComparison.Ordinal)),
            found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("arch", "amd64 aarch64")]
    [InlineData("services", "mqtt:want")]
    public void It_names(string key, string words) =>
        Assert.Equal(words.Split(' '), Yaml.Map(Text).Find(key).Items().Select(item => item.Word()));

    // What the product needs, by the table of the packaging rules.
    [Theory]
    [InlineData("init", "false")]
    [InlineData("startup", "application")]
    [InlineData("boot", "auto")]
    [InlineData("homeassistant_api", "true")]
    [InlineData("hassio_api", "false")]
    [InlineData("ingress", "true")]
    [InlineData("ingress_port", "8099")]
    [InlineData("panel_admin", "false")]
    [InlineData("backup", "hot")]
    [InlineData("apparmor", "true")]
    public void It_says(string key, string value) => Assert.Equal(value, Yaml.Map(Text).Find(key).Word());

    // Base 5, ingress +2, own profile +1: nothing here takes a point away.
    [Theory]
    [InlineData("host_network")]
    [InlineData("hassio_role")]
    [InlineData("privileged")]
    [InlineData("full_access")]
    [InlineData("docker_api")]
    public void It_asks_for_no(string key) => Assert.Null(Yaml.Map(Text).Find(key));

    [Fact]
    public void Its_version_is_that_of_the_program()
    {
        var version = Yaml.Map(Text).Find("version").Word();
        Assert.Contains($"<Version>{version}</Version>", Clone.Text("Directory.Build.props"), StringComparison.Ordinal);
        Assert.Contains($"ARG BUILD_VERSION={version}\n", Clone.Text("addon", "Dockerfile"), StringComparison.Ordinal);
        Assert.Contains($"## [{version}]", Clone.Text("addon", "CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_watchdog_asks_the_port_of_ingress_for_the_health_route() =>
        Assert.Equal("http://[HOST]:[PORT:8099]/api/health", Yaml.Map(Text).Find("watchdog").Word());

    // The Supervisor looks for them in all folders of a repository.
    [Fact]
    public void It_is_the_only_one_of_its_name()
    {
        string[] names = ["config.yaml", "config.yml", "config.json"];
        var found = Directory.EnumerateFiles(Clone.Root, "config.*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        })
            .Select(path => Path.GetRelativePath(Clone.Root, path))
            .Where(path => names.Contains(Path.GetFileName(path)) && !Ignored().IsMatch(path));
        Assert.Equal(["addon/config.yaml"], found);
    }

    [Fact]
    public void The_repository_has_a_name_and_no_key_that_is_not_known()
    {
        var repository = Yaml.Map(Clone.Text("repository.yaml"));
        Assert.False(string.IsNullOrWhiteSpace(repository.Find("name").Word()));
        Assert.All(repository.Entries(), entry => Assert.Contains(entry.Name, new[] { "name", "url", "maintainer" }));
    }

    // What git does not keep.
    [GeneratedRegex(@"(^|/)(bin|obj|node_modules|artifacts|var|TestResults|\.git|dist)/")]
    private static partial Regex Ignored();
}
