using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Tests.People;
using Cer.Operations.People;

namespace Cer.Host.Tests.Workflows;

/// <summary>A person at the calls of workflows of one community.</summary>
internal sealed class Designer(PeopleServer server, Village village, PageClient browser) : IDisposable
{
    public Village Village => village;

    public PeopleServer Server => server;

    public PageClient Browser => browser;

    public static async Task<Designer> EnterAsync(PeopleServer server, Village village, Role role) =>
        new(server, village, await server.SignedInAsync(new PersonRole(role, village.Id, village.Code, null)));

    public string At(string path) => $"/api/communities/{village.Code}/workflows/{path}";

    public Task<PageClient.Answer> GetAsync(string path) => browser.GetAsync(At(path));

    public Task<PageClient.Answer> PostAsync(string path, object? body = null) => browser.PostAsync(At(path), body);

    public Task<PageClient.Answer> SendAsync(string method, string path, object? body = null) =>
        browser.SendAsync(method, At(path), body);

    /// <summary>A new definition; its id.</summary>
    public async Task<string> MakeAsync(string document)
    {
        var answer = await PostAsync("definitions", Body(document));
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return (string)answer.Json["definitionId"]!;
    }

    /// <summary>A new definition, published; its id.</summary>
    public async Task<string> PublishAsync(string document)
    {
        var id = await MakeAsync(document);
        var answer = await PostAsync($"definitions/{id}/publish", """{"revision": 1}""");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return id;
    }

    /// <summary>Begins it; the id of the instance.</summary>
    public async Task<string> RunAsync(string definition, string body = "{}")
    {
        var answer = await PostAsync($"definitions/{definition}/run", body);
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        return (string)answer.Json["instanceId"]!;
    }

    /// <summary>Waits, with much patience, until an instance stands so.</summary>
    public async Task<JsonNode> UntilAsync(string instance, string subStatus)
    {
        PageClient.Answer? answer = null;
        for (var i = 0; i < 1200; i++)
        {
            answer = await GetAsync($"instances/{instance}");
            if (answer.Status == HttpStatusCode.OK && (string)answer.Json["subStatus"]! == subStatus) return answer.Json;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"Found {answer!.Text} after a minute, expected {subStatus}.");
        return null;
    }

    public async Task<IReadOnlyList<string>> LinesAsync(string instance) =>
    [
        .. (await GetAsync($"instances/{instance}/journal")).Json.AsArray()
            .Where(entry => (string)entry!["event"]! == "Line").Select(entry => (string)entry!["message"]!),
    ];

    public static string Body(string document, int? revision = null)
    {
        var body = new JsonObject { ["document"] = JsonNode.Parse(document) };
        if (revision is { } known) body["revision"] = known;
        return body.ToJsonString();
    }

    public void Dispose() => browser.Dispose();
}
