namespace Cer.Addon.Tests.Folder;

/// <summary>Dockerfile and AppArmor profile, as far as they can be read without building them.</summary>
public sealed class ImageTests
{
    private static readonly string Docker = Clone.Text("addon", "Dockerfile");
    private static readonly string Profile = Clone.Text("addon", "apparmor.txt");

    [Fact]
    public void Every_base_is_named_where_it_is_used_and_is_Debian()
    {
        var bases = Docker.Split('\n').Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, bases.Length);
        Assert.All(bases, line => Assert.StartsWith("FROM debian:bookworm-slim", line, StringComparison.Ordinal));
        Assert.DoesNotContain("BUILD_FROM", Docker, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("io.hass.type=\"app\"")]
    [InlineData("io.hass.version=\"${BUILD_VERSION}\"")]
    [InlineData("io.hass.arch=\"${BUILD_ARCH}\"")]
    [InlineData("ENTRYPOINT [\"/init\"]")]
    [InlineData("postgresql-15")]
    [InlineData("weasyprint")]
    [InlineData("sha256sum --check --strict")]
    [InlineData("S6_CMD_WAIT_FOR_SERVICES_MAXTIME=0")]
    public void The_image_has(string words) => Assert.Contains(words, Docker, StringComparison.Ordinal);

    [Theory]
    [InlineData("amd64)")]
    [InlineData("arm64)")]
    public void The_image_is_made_for(string arch) => Assert.Contains(arch, Docker, StringComparison.Ordinal);

    // An argument of the first lines is known in a stage that names it again.
    [Fact]
    public void The_last_stage_names_the_arguments_that_its_labels_use()
    {
        var last = Docker[Docker.LastIndexOf("FROM ", StringComparison.Ordinal)..];
        Assert.All(new[] { "ARG BUILD_VERSION", "ARG BUILD_ARCH" }, line => Assert.Contains($"{line}\n", last, StringComparison.Ordinal));
    }

    [Fact]
    public void The_profile_is_that_of_the_app_and_opens_what_the_app_needs()
    {
        var slug = Yaml.Map(Clone.Text("addon", "config.yaml")).Find("slug").Word();
        Assert.Contains($"profile {slug} flags=(attach_disconnected,mediate_deleted) {{", Profile, StringComparison.Ordinal);
        string[] opened = ["/init ix,", "/command/** rix,", "/data/{,**} mrwkl,", "/share/{,**} r,", "/opt/{cer,dotnet}/** mrix,"];
        Assert.All(opened, rule => Assert.Contains(rule, Profile, StringComparison.Ordinal));
        Assert.Equal(Profile.Count(letter => letter == '{'), Profile.Count(letter => letter == '}'));
        // A rule ends with a comma; only comments, inclusions, the head and the closing brace do not.
        Assert.All(
            Profile.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0),
            line => Assert.True(line[0] == '#' || line[^1] is ',' or '{' or '}', line));
    }

    [Theory]
    [InlineData("capability sys_admin")]
    [InlineData("capability net_raw")]
    [InlineData("/** rwk")]
    [InlineData("\n  file,")]
    public void The_profile_does_not_open(string rule) =>
        Assert.DoesNotContain($" {rule}".Replace(" \n", "\n", StringComparison.Ordinal), Profile, StringComparison.Ordinal);
}
