using System.Net;
using Cer.Operations.People;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Workflows;

/// <summary>A task reaches who it is for, is answered by nobody else, and the workflow knows who answered.</summary>
public class TaskTests(FlowFixture fixture)
{
    [Fact]
    public async Task A_task_for_a_role_is_in_the_list_of_who_has_it_and_only_they_may_answer()
    {
        using var anna = await fixture.EnterAsync();
        using var carla = await Designer.EnterAsync(anna.Server, anna.Village, Role.Approver);
        using var dario = await Designer.EnterAsync(anna.Server, anna.Village, Role.Auditor);
        var run = await AskAsync(anna, """({ role: 'approver', text: 'Va bene?', dueInDays: 2 })""");
        Assert.Empty((await anna.GetAsync("tasks")).Json.AsArray());
        var seen = Assert.Single((await anna.GetAsync("tasks?all=true")).Json.AsArray())!;
        Assert.Equal((false, false), ((bool)seen["mine"]!, (bool)seen["isOverdue"]!));
        var task = Assert.Single((await carla.GetAsync("tasks")).Json.AsArray())!;
        Assert.Equal((run, "Firma", "Va bene?", "approver", "main", true), (
            (string)task["instanceId"]!, (string)task["taskName"]!, (string)task["payload"]!["text"]!, (string)task["assignee"]!,
            (string)task["definitionId"]!, (bool)task["mine"]!));
        Assert.Equal(
            TimeSpan.FromDays(2), task["dueAt"]!.GetValue<DateTimeOffset>() - task["createdAt"]!.GetValue<DateTimeOffset>());
        var path = $"instances/{run}/tasks/{task["bookmarkId"]}";
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.PostAsync(path, """{"result": "sì"}""")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await dario.PostAsync(path, """{"result": "sì"}""")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await carla.PostAsync(path, """{"result": "sì"}""")).Status);
        await anna.UntilAsync(run, "Finished");
        var line = Assert.Single(await anna.LinesAsync(run));
        Assert.Matches("^sì person:[0-9]+$", line);
        Assert.Empty((await carla.GetAsync("tasks")).Json.AsArray());
    }

    [Fact]
    public async Task A_task_for_one_person_is_for_nobody_else_and_one_for_nobody_is_for_who_runs_the_house()
    {
        using var anna = await fixture.EnterAsync();
        var (id, login) = await anna.Server.PersonAsync(new PersonRole(Role.Approver, anna.Village.Id, anna.Village.Code, null));
        using var bruno = new Designer(anna.Server, anna.Village, await anna.Server.SignedInAsync(id));
        var run = await AskAsync(anna, $$"""({ assignee: '{{login.ToUpperInvariant()}}', dueAt: '2020-01-01T00:00:00Z' })""");
        Assert.Empty((await anna.GetAsync("tasks")).Json.AsArray());
        var task = Assert.Single((await bruno.GetAsync("tasks")).Json.AsArray())!;
        Assert.True((bool)task["isOverdue"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.PostAsync($"instances/{run}/tasks/{task["bookmarkId"]}")).Status);
        await AskAsync(anna, "'Per favore'", "altro");
        Assert.Equal("Per favore", (string)Assert.Single((await anna.GetAsync("tasks")).Json.AsArray())!["payload"]!);
        Assert.Single((await bruno.GetAsync("tasks")).Json.AsArray());
    }

    [Fact]
    public async Task An_answer_is_held_against_the_form_before_the_workflow_sees_it()
    {
        using var anna = await fixture.EnterAsync();
        var run = await AskAsync(anna, """
            ({ form: { fields: [
              { name: 'euro', label: 'Importo', type: 'number', required: true },
              { name: 'esito', label: 'Esito', type: 'choice', options: ['sì', 'no'] },
              { name: 'certo', label: 'Certo', type: 'yesno' }] } })
            """);
        var path = $"instances/{run}/tasks/{(await anna.GetAsync("tasks")).Json[0]!["bookmarkId"]}";
        foreach (var (result, found) in new[]
        {
            ("{}", "no answer to 'Importo'"), ("\"ciao\"", "no answer to 'Importo'"), ("{\"euro\": \"dieci\"}", "expected a number"),
            ("{\"euro\": 10, \"esito\": \"forse\"}", "expected one of sì, no"), ("{\"euro\": 10, \"certo\": 1}", "expected yes or no"),
        })
        {
            var refused = await anna.PostAsync(path, $"{{\"result\": {result}}}");
            Assert.Equal((HttpStatusCode.BadRequest, true), (refused.Status, refused.Detail.Contains(found, StringComparison.Ordinal)));
        }

        Assert.Equal(HttpStatusCode.Accepted, (await anna.PostAsync(path, """{"result": {"euro": 10.5, "esito": "sì"}}""")).Status);
        await anna.UntilAsync(run, "Finished");
    }

    private static async Task<string> AskAsync(Designer designer, string payload, string id = "main")
    {
        var run = await designer.RunAsync(await designer.PublishAsync(Definition(
            Sequence(
                "all",
                Activity("ask", "RunTask", ("taskName", Literal("Firma")), ("payload", Input("JavaScript", payload))),
                LineJs("l", "getOutputFrom('ask', 'result') + ' ' + getOutputFrom('ask', 'completedBy')")),
            id: id)));
        await designer.UntilAsync(run, "Suspended");
        return run;
    }
}
