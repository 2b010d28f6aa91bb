using System.Text.Json;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Tests;

/// <summary>Messages that nobody expects: they are passed over, and who waits goes on waiting.</summary>
public class DeskTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("[1, null, [], {}]")]
    [InlineData("""{"id": "x", "type": "event", "event": {}}""")]
    [InlineData("""{"id": 1.5, "type": "pong"}""")]
    [InlineData("""{"id": 1e300, "type": "pong"}""")]
    [InlineData("""{"id": 99999999999999999999, "type": "pong"}""")]
    [InlineData("""{"id": 7, "type": "event"}""")]
    [InlineData("""{"id": 7, "type": 3}""")]
    [InlineData("""{"id": 7, "type": "\ud800"}""")]
    [InlineData("""{"id": 8, "type": "result", "success": true, "result": 1}""")]
    public async Task They_are_passed_over(string words)
    {
        var desk = new HomeDesk();
        var answer = HomeDesk.NewAnswer();
        desk.Open(7, answer, null);
        desk.Take(JsonElement.Parse(words), 1, default);
        Assert.False(answer.Task.IsCompleted);
        desk.Take(JsonElement.Parse("""[{"id": 7, "type": "result", "success": true, "result": 5}]"""), 1, default);
        Assert.Equal(5, (await answer.Task).GetInt32());
    }

    [Theory]
    [InlineData("""{"id": 7, "type": "result", "success": false}""")]
    [InlineData("""{"id": 7, "type": "result", "success": false, "error": "no"}""")]
    [InlineData("""{"id": 7, "type": "result"}""")]
    public async Task A_refusal_without_reasons_is_a_refusal(string words)
    {
        var desk = new HomeDesk();
        var answer = HomeDesk.NewAnswer();
        desk.Open(7, answer, null);
        desk.Take(JsonElement.Parse(words), 1, default);
        var fault = await Assert.ThrowsAsync<HomeFault>(() => answer.Task);
        Assert.Equal(HomeFault.BadAnswer, fault.Code);
    }

    [Fact]
    public async Task Who_comes_after_the_end_is_told_why_it_ended()
    {
        var desk = new HomeDesk();
        var answer = HomeDesk.NewAnswer();
        desk.Open(1, answer, null);
        Assert.True(desk.Close(new(HomeFault.Timeout, "Gone.")));
        Assert.False(desk.Close(new(HomeFault.BadAnswer, "Again.")));
        Assert.Equal("Gone.", (await Assert.ThrowsAsync<HomeFault>(() => answer.Task)).Message);
        Assert.Equal("Gone.", Assert.Throws<HomeFault>(() => desk.Open(2, HomeDesk.NewAnswer(), null)).Message);
    }
}
