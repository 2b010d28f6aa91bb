using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Tests;

/// <summary>Where Home Assistant is, by the environment and by the settings.</summary>
public class HomeOptionsTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Fact]
    public void A_token_of_the_Supervisor_means_an_add_on_and_both_ways_go_through_its_proxy()
    {
        var options = HomeOptions.From(
            new Dictionary<string, string?> { ["SUPERVISOR_TOKEN"] = "abc" }, new("http://elsewhere:8123"), "mine")!;
        Assert.Equal("http://supervisor/core/api/", options.RestBase.AbsoluteUri);
        Assert.Equal("ws://supervisor/core/websocket", options.Socket.AbsoluteUri);
        Assert.Equal("http://supervisor/", options.Supervisor!.AbsoluteUri);
        Assert.Equal("abc", options.Token);
    }

    [Theory]
    [InlineData("http://homeassistant.local:8123", "http://homeassistant.local:8123/api/", "ws://homeassistant.local:8123/api/websocket")]
    [InlineData("https://casa.example.it/ha/", "https://casa.example.it/ha/api/", "wss://casa.example.it/ha/api/websocket")]
    public void Elsewhere_an_address_and_a_token_tell_both_ways(string url, string rest, string socket)
    {
        var options = HomeOptions.From(Nothing, new(url), " long-lived\n")!;
        Assert.Equal(rest, options.RestBase.AbsoluteUri);
        Assert.Equal(socket, options.Socket.AbsoluteUri);
        Assert.Equal("long-lived", options.Token);
        Assert.Null(options.Supervisor);
    }

    [Fact]
    public void Without_either_there_is_no_Home_Assistant() => Assert.Null(HomeOptions.From(Nothing, null, null));

    [Theory]
    [InlineData("ftp://homeassistant.local", "x")]
    [InlineData("http://homeassistant.local/?a=b", "x")]
    [InlineData("http://homeassistant.local", " ")]
    public void What_cannot_be_used_is_told_in_a_sentence(string url, string token) =>
        Assert.Contains(
            "expected",
            Assert.Throws<FormatException>(() => HomeOptions.From(Nothing, new(url), token)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_token_is_not_in_what_a_log_would_show() =>
        Assert.DoesNotContain("secret", HomeOptions.At(new("http://home:8123"), "secret").ToString(), StringComparison.Ordinal);
}
