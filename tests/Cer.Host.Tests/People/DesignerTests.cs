using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Workflows;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Who draws workflows drafts and tries them on samples, and sees no data of the community by it.</summary>
public class DesignerTests(FlowFixture flows)
{
    private const string Reads = """
        {"id": "pezzo", "name": "Pezzo", "root": {"id": "r", "type": "Elsa.Sequence", "activities": [
          {"id": "blocco", "type": "Cer.SettleMonth",
            "month": {"typeName": "String", "expression": {"type": "Literal", "value": "2026-05"}}}]}}
        """;

    private const string Plain = """
        {"id": "saluto", "name": "Saluto", "root": {"id": "w", "type": "Elsa.WriteLine",
          "text": {"typeName": "String", "expression": {"type": "Literal", "value": "ciao"}}}}
        """;

    [Fact]
    public async Task A_draft_is_kept_changed_and_brought_in_and_never_published_run_or_taken_away()
    {
        using var designer = await flows.EnterAsync(Role.Designer);
        var id = await designer.MakeAsync(Plain);
        Assert.Equal(HttpStatusCode.OK, (await designer.SendAsync("PUT", $"definitions/{id}", Designer.Body(Plain, 1))).Status);
        Assert.Single((await designer.GetAsync("definitions")).Json.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await designer.GetAsync($"definitions/{id}/versions")).Status);
        Assert.Equal(HttpStatusCode.OK, (await designer.PostAsync("check", Designer.Body(Plain))).Status);
        foreach (var (method, path) in new[]
        {
            ("POST", $"definitions/{id}/publish"), ("POST", $"definitions/{id}/retract"), ("DELETE", $"definitions/{id}"),
            ("POST", $"definitions/{id}/run"), ("POST", "events"), ("GET", "instances"), ("GET", "instances/1"),
            ("GET", "instances/1/journal"), ("GET", "instances/1/activities"), ("GET", "tasks"), ("GET", "dead-letters"),
        })
        {
            var answer = await designer.SendAsync(method, path, method == "GET" ? null : "{}");
            Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{method} {path} answers {answer.Status}");
        }
    }

    [Theory]
    [InlineData("trial")]
    [InlineData("rehearse")]
    public async Task A_block_that_reads_data_runs_for_the_staff_and_for_a_designer_only_as_a_sample(string how)
    {
        using var designer = await flows.EnterAsync(Role.Designer);
        var id = await designer.MakeAsync(Reads);
        var path = how == "trial" ? "trial" : $"definitions/{id}/rehearse";
        var refused = await designer.PostAsync(path, Designer.Body(Reads));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.StartsWith("Found the block blocco that reads data", refused.Detail, StringComparison.Ordinal);
        var body = JsonNode.Parse(Designer.Body(Reads))!.AsObject();
        body["pinned"] = JsonNode.Parse("""{"blocco": {"outputs": {"Total": 12}, "outcomes": ["Done"]}}""");
        var tried = await designer.PostAsync(path, body.ToJsonString());
        Assert.True(tried.Status == HttpStatusCode.OK, tried.Text);
        var trial = how == "trial" ? tried.Json : tried.Json["draft"]!;
        Assert.Equal("Finished", (string?)trial["subStatus"]);

        using var staff = await Designer.EnterAsync(designer.Server, designer.Village, Role.Operator);
        Assert.Equal(HttpStatusCode.OK, (await staff.PostAsync(path, Designer.Body(Reads))).Status);
    }

    [Fact]
    public async Task A_draft_begins_no_other_workflow_that_reads()
    {
        using var staff = await flows.EnterAsync();
        var reads = await staff.PublishAsync(Reads);
        using var designer = await Designer.EnterAsync(staff.Server, staff.Village, Role.Designer);
        var starts = """
            {"id": "capo", "name": "Capo", "root": {"id": "e", "type": "Elsa.ExecuteWorkflow",
              "workflowDefinitionId": {"typeName": "String", "expression": {"type": "Literal", "value": "ID"}},
              "waitForCompletion": {"typeName": "Boolean", "expression": {"type": "Literal", "value": true}}}}
            """.Replace("ID", reads, StringComparison.Ordinal);
        var tried = await designer.PostAsync("trial", Designer.Body(starts));
        Assert.True(tried.Status == HttpStatusCode.OK, tried.Text);
        Assert.DoesNotContain("Cer.SettleMonth", tried.Text, StringComparison.Ordinal);
        Assert.NotEqual("Finished", (string?)tried.Json["subStatus"]);
    }

    [Fact]
    public async Task The_data_of_an_invented_community_belong_to_nobody()
    {
        using var designer = await flows.EnterAsync(Role.Designer);
        await designer.Server.RunAsync(
            "insert into core.rule_set (community_id, version, ordinal, name, content) "
            + "select community_id, max(version), 99, 'dimostrazione-2026.yaml', '' "
            + "from core.definition where community_id = $1 group by 1",
            designer.Village.Id.Value);
        Assert.Equal(HttpStatusCode.OK, (await designer.PostAsync("trial", Designer.Body(Reads))).Status);
    }

    [Fact]
    public async Task Nothing_of_members_or_money_is_in_what_a_designer_reads()
    {
        using var designer = await flows.EnterAsync(Role.Designer);
        var id = await designer.MakeAsync(Plain);
        foreach (var path in new[] { "definitions", $"definitions/{id}", $"definitions/{id}/versions", "activities", "definitions/export" })
        {
            var answer = await designer.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.DoesNotContain("Famiglia", answer.Text, StringComparison.Ordinal);
        }

        var communities = (await designer.Browser.GetAsync("/api/communities")).Json.AsArray();
        Assert.Equal([(designer.Village.Code, "designer")], communities.Select(one => (
            (string)one!["code"]!, (string)one["roles"]!.AsArray().Single()!)));
    }
}
