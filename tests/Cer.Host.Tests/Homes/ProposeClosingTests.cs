using System.Text;
using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Host.Homes;
using Cer.Host.Serve;
using Cer.Host.Workflows;
using Cer.Host.Workflows.Shipped;
using Cer.Operations.Alarms;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.People;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Homes;

/// <summary>A proposal from Home Assistant is a task among the tasks that people have, and nothing else.</summary>
public sealed class ProposeClosingTests
{
    private const string Contract = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: comune, name: Comune di Prova, category: local_authority}
        pods:
          - {pod: IT999E00000001, member: comune, from: 2024-03-01}
        plants:
          - {id: UP-A, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    private static readonly YearMonth October = new(2025, 10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_one_task_for_who_may_close_and_neither_it_nor_its_answer_closes_or_pays_anything()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var app = ServeCommand.Build(
            new(database.AppAddress, null, "http://127.0.0.1:0") { DemoLive = false }, TimeProvider.System);
        var community = await SettledAsync(app.Services);
        await app.StartAsync(Cancellation);
        // The others would begin by the clock of the wall, in the midst of this.
        await app.Services.GetRequiredService<InstallFlows>().RunAsync(
            community, [ShippedFlows.All.Single(one => one.Definition.DefinitionId == ProposeClosing.Flow)], Cancellation);
        var before = await StateAsync(app.Services, community);
        var propose = ActivatorUtilities.CreateInstance<ProposeClosing>(app.Services);
        Assert.Equal(October, await propose.RunAsync(community, Cancellation));
        Assert.Equal(October, await propose.RunAsync(community, Cancellation));

        var reader = app.Services.GetRequiredService<IInstanceReader>();
        await House.UntilAsync(async () => (await TasksAsync()).Count > 0);
        Assert.Equal(October, await propose.RunAsync(community, Cancellation));
        var task = new OpenTask(Assert.Single(await TasksAsync()));
        var shown = task.Shown(Person(Role.Approver), "prova", TimeProvider.System.GetUtcNow());
        Assert.Equal("Decidere se chiudere ottobre 2025", (string?)shown["taskName"]);
        Assert.Contains("Proposto da Home Assistant", shown["payload"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(
            [(Role.Operator, true), (Role.Approver, true), (Role.Auditor, false), (Role.Accountant, false)],
            new[] { Role.Operator, Role.Approver, Role.Auditor, Role.Accountant }
                .Select(role => (role, task.IsFor(Person(role), "prova"))));
        // What is due by the calendar is told by its own round; the proposal tells nothing.
        Assert.DoesNotContain(
            await app.Services.GetRequiredService<IAlarmStore>().ListAsync(community, 100, Cancellation),
            alarm => alarm.What.Kind != "deadline");
        Assert.Equal(before, await StateAsync(app.Services, community));

        await app.Services.GetRequiredService<InstanceDesk>().CompleteTaskAsync(
            community.Value, task.TaskId, new OrderedDictionary<string, object?> { ["decisione"] = "chiuso" }, Cancellation, "test");
        await House.UntilAsync(async () => (await TasksAsync()).Count == 0);
        Assert.Equal(before, await StateAsync(app.Services, community));

        // Who answered may have said not yet: the month is open, and whoever proposes it anew is heard, once.
        Assert.Equal(October, await propose.RunAsync(community, Cancellation));
        await House.UntilAsync(async () => (await TasksAsync()).Count > 0);
        Assert.Equal(October, await propose.RunAsync(community, Cancellation));
        Assert.NotEqual(task.TaskId, new OpenTask(Assert.Single(await TasksAsync())).TaskId);
        await app.StopAsync(Cancellation);

        async Task<IReadOnlyList<OpenBookmark>> TasksAsync() =>
            await reader.BookmarksAsync(community.Value, "RunTask", null, Cancellation);
    }

    [Fact]
    public void The_workflow_knows_no_block_that_closes_or_pays()
    {
        var flow = ShippedFlows.All.Single(one => one.Definition.DefinitionId == "proposta-chiusura");
        Assert.Equal(
            ["Elsa.Flowchart", "Elsa.RunTask", "Elsa.Start"],
            flow.Definition.Root.All().Select(node => node.Type).Distinct().Order(StringComparer.Ordinal));
    }

    private static Person Person(Role role) => new(1, "prova", "Prova", "it", false, [new(role, null, null, null)]);

    private static async Task<MonthState> StateAsync(IServiceProvider services, CommunityId community) =>
        Assert.Single(await services.GetRequiredService<IRunStore>().MonthsAsync(community, Cancellation)).State;

    private static async Task<CommunityId> SettledAsync(IServiceProvider services)
    {
        var faults = new FaultList();
        var stored = await services.GetRequiredService<ImportCommunity>().RunAsync(
            "prova", Encoding.UTF8.GetBytes(Contract), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        var day = MarketHour.SpanOf(new(2025, 10, 25));
        await services.GetRequiredService<IReadingStore>().AppendAsync(
            stored!.Community,
            IntakeSource.Rest,
            [.. Enumerable.Range(0, 96).Select(quarter => new Reading
            {
                Pod = Pod.Parse("IT999E00000001", null),
                Start = day.Start + Duration.FromMinutes(15 * quarter),
                Minutes = 15,
                Withdrawn = Energy.FromKilowattHours(1),
                Injected = Energy.FromKilowattHours(2),
            })],
            Cancellation);
        await services.GetRequiredService<MakeHours>().RunAsync(stored.Community, new(2025, 10, 25), Cancellation);
        Assert.IsType<SettleOutcome.Settled>(await services.GetRequiredService<SettleStored>().RunAsync(
            stored.Community, null, null, null, "test", null, Cancellation));
        return stored.Community;
    }
}
