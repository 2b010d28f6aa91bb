using Cer.Host.Data;

namespace Cer.Host.Tests.Homes;

/// <summary>Where the Home Assistant is, by the section home of the settings and by the environment.</summary>
public sealed class HomeWayTests : IDisposable
{
    private static readonly Dictionary<string, string?> Nothing = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-home-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_section_and_without_the_token_of_an_add_on_there_is_none()
    {
        Assert.Null(HomeWay.Of(Written("{\"connection\": \"x\"}"), Nothing));
        Assert.Equal("homeassistant", Written("{\"connection\": \"x\", \"home\": {}}").Home!.DiscoveryPrefix);
    }

    [Fact]
    public void The_token_of_an_add_on_needs_no_section()
    {
        var environment = new Dictionary<string, string?> { ["SUPERVISOR_TOKEN"] = "a" };
        var home = HomeWay.Of(Written("{\"connection\": \"x\"}"), environment)!;
        Assert.Equal("http://supervisor/core/api/", home.RestBase.AbsoluteUri);
    }

    [Fact]
    public void An_address_and_a_file_with_a_token_are_enough()
    {
        var file = Path.Combine(_folder, "token");
        File.WriteAllText(file, "long-lived\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var home = HomeWay.Of(Home("\"url\": \"http://homeassistant.local:8123\", \"token_file\": \"token\""), Nothing)!;
        Assert.Equal(("ws://homeassistant.local:8123/api/websocket", "long-lived"), (home.Socket.AbsoluteUri, home.Token));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Fault("\"url\": \"http://home:8123\", \"token_file\": \"token\""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"url\": \"homeassistant\", \"token_file\": \"token\"", "Found no url that can be used in the section home")]
    [InlineData("\"token_file\": \"token\"", "Found no url")]
    [InlineData("\"url\": \"http://home:8123\"", "Found no token_file")]
    [InlineData("\"url\": \"http://home:8123\", \"token_file\": \"none\"", "no file")]
    [InlineData("\"discovery_prefix\": \"home/#\"", "discovery_prefix")]
    [InlineData("\"discovery_prefix\": null", "discovery_prefix")]
    public void What_is_wrong_is_told_in_a_sentence(string section, string said) =>
        Assert.Contains(said, Fault(section), StringComparison.Ordinal);

    private string Fault(string section) => Assert.Throws<UserFault>(() => HomeWay.Of(Home(section), Nothing)).Message;

    private Settings Home(string section) => Written($"{{\"connection\": \"x\", \"home\": {{ {section} }} }}");

    private Settings Written(string words)
    {
        File.WriteAllText(Path.Combine(_folder, Settings.FileName), words);
        return Settings.Read(_folder);
    }
}
