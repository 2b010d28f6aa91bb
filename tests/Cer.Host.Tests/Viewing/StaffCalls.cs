using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.Viewing;

/// <summary>What a browser sends to the interface of the staff's community, and that it is answered as expected.</summary>
internal static class StaffCalls
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A body as JSON; an answer without one is an empty object.</summary>
    public static Task<JsonNode> PostAsync(HttpClient client, string path, object body, HttpStatusCode expected) =>
        AnswerAsync(client, path, JsonContent.Create(body), expected);

    /// <summary>A file.</summary>
    public static Task<JsonNode> SendAsync(
        HttpClient client, string path, string text, HttpStatusCode expected, string type = "text/csv") =>
        AnswerAsync(client, path, new StringContent(text, Encoding.UTF8, type), expected);

    private static async Task<JsonNode> AnswerAsync(HttpClient client, string path, HttpContent body, HttpStatusCode expected)
    {
        using var answer = await client.PostAsync($"/api/communities/{StaffServer.Code}/{path}", body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
