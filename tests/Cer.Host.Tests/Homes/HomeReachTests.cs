using Cer.Host.Data;
using Cer.Host.Homes;

namespace Cer.Host.Tests.Homes;

/// <summary>Where the Home Assistant is, by the section home of the settings and by the environment.</summary>
public sealed class HomeReachTests : IDisposable
{
    private static readonly Dictionary<string, string?> Nothing = [];
    private static readonly Dictionary<string, string?> AddOn = new() { ["SUPERVISOR_TOKEN"] = "a" };
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-home-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_section_and_without_the_token_of_an_add_on_there_is_none()
    {
        var way = new HomeReach(Written("{\"connection\": \"x\"}"), Nothing);
        Assert.False(way.IsOn);
        Assert.Null(way.Client);
        Assert.Null(way.Problem);
        Assert.Equal("homeassistant", way.Prefix);
    }

    [Theory]
    [InlineData("{\"connection\": \"x\"}")]
    [InlineData("{\"connection\": \"x\", \"home\": {\"url\": \"http://home:8123\", \"token_file\": \"none\"}}")]
    public void The_token_of_an_add_on_needs_no_section_and_nothing_in_it_can_be_in_its_way(string settings)
    {
        var way = new HomeReach(Written(settings), AddOn);
        Assert.True(way.IsOn);
        Assert.Equal("http://supervisor/core/api/", way.Client!.RestBase.AbsoluteUri);
        Assert.Null(way.Problem);
    }

    [Fact]
    public void An_address_and_a_file_with_a_token_are_enough_and_the_file_is_for_its_owner()
    {
        var file = Path.Combine(_folder, "token");
        File.WriteAllText(file, "long-lived\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var section = "\"url\": \"http://homeassistant.local:8123\", \"token_file\": \"token\"";
        var home = new HomeReach(Home(section), Nothing).Client!;
        Assert.Equal(("ws://homeassistant.local:8123/api/websocket", "long-lived"), (home.Socket.AbsoluteUri, home.Token));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", new HomeReach(Home(section), Nothing).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"url\": \"http://home:8123\", \"token_file\": \"none\"", "no file")]
    [InlineData("\"url\": \"home\", \"token_file\": \"token\"", "no file")]
    public void What_is_wrong_is_told_in_a_sentence_and_the_server_starts(string section, string said)
    {
        var way = new HomeReach(Home(section), Nothing);
        Assert.Null(way.Client);
        Assert.Contains(said, way.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"url\": \"http://home:8123\"", "home.token_file")]
    [InlineData("\"discovery_prefix\": \"home/#\"", "discovery_prefix")]
    public void Settings_that_cannot_be_meant_are_refused(string section, string said) =>
        Assert.Contains(said, Assert.Throws<UserFault>(() => Home(section)).Message, StringComparison.Ordinal);

    private Settings Home(string section) => Written($"{{\"connection\": \"x\", \"home\": {{ {section} }} }}");

    private Settings Written(string words)
    {
        File.WriteAllText(Path.Combine(_folder, Settings.FileName), words);
        return Settings.Read(_folder);
    }
}
