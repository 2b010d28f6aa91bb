using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;
using Cer.Operations.Tests;

namespace Cer.Host.Tests.Regolamenti;

/// <summary>Rules that are wrong, huge or hostile are refused with a sentence, and nothing of them is kept.</summary>
public sealed class BadRegolamentoTests(BadRegolamentoTests.Running running) : IClassFixture<BadRegolamentoTests.Running>
{
    private const string Surplus = """{"members": "non_enterprises", "key": "equal", "otherwise": "sociale"}""";
    private const string Huge = "HUGE";
    private const string Nested = "NESTED";
    private const string DeepJson = "DEEP";

    public static TheoryData<string, string> Steps => Pairs("wrong-steps");

    public static TheoryData<string, string> Bodies => Pairs("wrong-bodies");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Steps))]
    public async Task A_wrong_step_is_told_by_its_place(string steps, string sentence)
    {
        var body = steps.Replace(Huge, new string('1', 1_000_000), StringComparison.Ordinal)
            .Replace(Nested, $"{new string('(', 300)}1{new string(')', 300)}", StringComparison.Ordinal)
            .Replace(DeepJson, $"{new string('[', 100_000)}", StringComparison.Ordinal);
        foreach (var (path, more) in new[]
        {
            ("regolamento/preview", ""), ("regolamento", "\"fromMonth\": \"2026-08\", \"reference\": \"prova\", "),
        })
        {
            var (status, answer) = await SendAsync(path, $"{{{more}\"steps\": [{body}], \"surplus\": {Surplus}}}");
            Assert.Equal(HttpStatusCode.BadRequest, status);
            var detail = (string)answer["detail"]!;
            if (sentence.EndsWith('*')) Assert.StartsWith(sentence[..^1], detail, StringComparison.Ordinal);
            else Assert.Equal(sentence, detail);
        }

        Assert.Equal(0, await running.Server.AskAsync<long>("select count(*) from core.regolamento"));
    }

    [Theory, MemberData(nameof(Bodies))]
    public async Task A_wrong_body_is_told(string body, string sentence)
    {
        var (status, answer) = await SendAsync("regolamento", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(sentence, (string)answer["detail"]!);
    }

    [Fact]
    public async Task A_huge_body_is_refused_before_it_is_read()
    {
        var (large, told) = await SendAsync("regolamento/preview", $"{{\"steps\": \"{new string('x', 3_000_000)}\"}}");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large);
        Assert.Equal("Found a body of more than 2097152 bytes, expected at most that.", (string)told["detail"]!);
    }

    [Fact]
    public async Task A_month_that_was_not_settled_cannot_be_tried()
    {
        var (status, answer) = await SendAsync(
            "regolamento/preview", $"{{\"months\": [\"2026-06\"], \"steps\": [], \"surplus\": {Surplus}}}");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("Found no settlement of 2026-06, expected a month that was settled.", (string)answer["detail"]!);
        var (many, told) = await SendAsync(
            "regolamento/preview", $"{{\"months\": [{string.Join(',', Enumerable.Repeat("\"2026-06\"", 13))}], \"steps\": []}}");
        Assert.Equal(HttpStatusCode.BadRequest, many);
        Assert.Equal("Found no list of months or too many, expected at most 12.", (string)told["detail"]!);
    }

    [Fact]
    public async Task An_auditor_reads_and_changes_nothing_and_a_member_does_not_read()
    {
        using var auditor = await running.Server.SignInAsync("revisora", Role.Auditor);
        using var read = await auditor.GetAsync("/api/communities/prova/regolamento", Cancellation);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var refused = await auditor.PostAsync("/api/communities/prova/regolamento", content, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static TheoryData<string, string> Pairs(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder.Root, "..", "distribution", $"{name}.txt"));
        var pairs = new TheoryData<string, string>();
        for (var i = 1; i < lines.Length; i += 2) pairs.Add(lines[i], lines[i + 1]);
        return pairs;
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await running.Server.Client.PostAsync($"/api/communities/prova/{path}", content, Cancellation);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!);
    }

    public sealed class Running : IAsyncLifetime
    {
        internal StaffServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await SmallCommunity.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
