using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;

namespace Cer.Host.Tests.Regolamenti;

/// <summary>Rules that are wrong, huge or hostile are refused with a sentence, and nothing of them is kept.</summary>
public sealed class BadRegolamentoTests(BadRegolamentoTests.Running running) : IClassFixture<BadRegolamentoTests.Running>
{
    private const string Surplus = """{"members": "non_enterprises", "key": "equal", "otherwise": "sociale"}""";
    private const string Huge = "HUGE";
    private const string Nested = "NESTED";
    private const string DeepJson = "DEEP";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"fund": "a", "percent": 120}""", "steps[0].percent: found 120, expected a percentage from 0 to 100.")]
    [InlineData("""{"fund": "a", "percent": 60}, {"fund": "b", "percent": 41}""", "steps: found 101 per cent in all, expected at most 100.")]
    [InlineData("""{"fund": "a", "rest": true}, {"fund": "b", "percent": 1}""", "steps[1]: found a step after the rest, expected the rest as the last step: nothing is left after it.")]
    [InlineData("""{"fund": "non-assegnato", "percent": 1}""", "steps[0].fund: found non-assegnato, expected the name of a fund other than non-assegnato, which is reserved.")]
    [InlineData("""{"fund": "a\u0000b", "percent": 1}""", "steps[0].fund: found a\ufffdb, expected a name of 1 to 100 characters on one line.")]
    [InlineData("""{"class": "a", "percent": 1, "members": ["nessuno"], "key": "equal"}""", "steps[0].members[0]: found nessuno, expected all, non_enterprises, or a list of member ids, each once.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "magic"}""", "steps[0].key: found magic, expected equal|injected|withdrawn|shared_hourly|power|fixed|solidarity|custom.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "solidarity", "base": "fixed", "weights": {}}""", "steps[0].base: found fixed, expected equal|injected|withdrawn|shared_hourly|power.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "solidarity", "base": "equal", "weights": {"comune": 1001}}""", "steps[0].weights.comune: found 1001, expected a weight from 0 to 1000.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "custom", "expression": "1 +", "examples": [{"weight": 1}]}""", "steps[0].expression: found the end (character 4), expected a number, a name or (.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "custom", "expression": "1"}""", "steps[0].examples: found nothing, expected a list.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "custom", "expression": "1", "examples": []}""", "steps[0].examples: found 0 examples, expected 1 to 50, each with the weight it must give.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "custom", "expression": "pods * 2", "examples": [{"pods": 1, "weight": 2}, {"pods": 2, "weight": 3}]}""", "steps[0].examples[1].weight: found 4 by the formula, expected 3.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "custom", "expression": "1 / pods", "examples": [{"pods": 0, "weight": 2}]}""", "steps[0].examples[0].weight: found a division by zero by the formula, expected 2.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "custom", "expression": "1", "examples": [{"pods": 1, "sun": 2, "weight": 1}]}""", "steps[0].examples[0].sun: found an unknown key, expected withdrawn_kwh|*")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "custom", "expression": "HUGE", "examples": [{"weight": 1}]}""", "steps[0].expression: found 1000000 characters, expected at most 1000.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "custom", "expression": "NESTED", "examples": [{"weight": 1}]}""", "steps[0].expression: found more than 32 levels of brackets and signs (character 33), expected fewer.")]
    [InlineData("""{"class": "a", "percent": 1, "members": "all", "key": "custom", "expression": "\ud800", "examples": [{"weight": 1}]}""", "Found a body that is not such JSON, expected an object with *")]
    [InlineData("DEEP", "Found a body that is not such JSON, expected an object with *")]
    [InlineData("7", "steps[0]: found no mapping, expected a mapping.")]
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

    [Theory]
    [InlineData("", "Found a body that is not such JSON, expected an object with fromMonth, reference, steps and surplus.")]
    [InlineData("[]", "Found another thing, expected an object with fromMonth, reference, steps and surplus.")]
    [InlineData("""{"steps": [], "steps": []}""", "Found a body that is not such JSON, expected an object with fromMonth, reference, steps and surplus.")]
    [InlineData("""{"steps": [], "altro": 1}""", "Found an unknown member, expected an object with fromMonth, reference, steps and surplus.")]
    [InlineData("""{"steps": []}""", "Found no fromMonth, expected a month such as 2026-04.")]
    [InlineData("""{"fromMonth": "2026-13"}""", "Found no month in fromMonth, expected one such as 2026-04.")]
    [InlineData("""{"fromMonth": 202604}""", "Found no month in fromMonth, expected one such as 2026-04.")]
    [InlineData("""{"fromMonth": "2026-08", "reference": " "}""", "Found no reference, expected the deliberation in 1 to 500 characters on one line.")]
    [InlineData("""{"fromMonth": "2026-08", "reference": "x"}""", "surplus: found nothing, expected a mapping.")]
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
