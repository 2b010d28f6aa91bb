using Cer.Host.Data;
using Cer.Host.Series;
using Cer.Storage.Workflows;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Market.Tests.Influx;

/// <summary>The block Cer.WriteToInflux in a workflow, against a real InfluxDB.</summary>
public sealed class WriteToInfluxTests
{
    private const string Flow = """
        { "definitionId": "serie", "id": "serie-1", "name": "Serie", "version": 1,
          "root": { "type": "Elsa.Flowchart", "id": "f", "version": 1,
            "activities": [
              { "type": "Cer.WriteToInflux", "id": "scrivi", "name": "Scrivi1", "version": 1 },
              { "type": "Elsa.WriteLine", "id": "detto", "version": 1,
                "text": { "typeName": "String", "expression": { "type": "JavaScript",
                  "value": "['points', 'days', 'problem'].map(n => getOutputFrom('Scrivi1', n)).map(x => x?.length ? 'no' : x).join(' ')"
                } } }
            ],
            "connections": [
              { "source": { "activity": "scrivi", "port": "Done" }, "target": { "activity": "detto", "port": "In" } },
              { "source": { "activity": "scrivi", "port": "Incomplete" }, "target": { "activity": "detto", "port": "In" } }
            ] } }
        """;

    private static readonly LocalDate Day = new(2026, 1, 14);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workflow_writes_what_changed_says_how_much_and_leaves_for_later_what_cannot_be_written_now()
    {
        await using var town = await SeriesTown.CreateAsync();
        await using var influx = new Influxd();
        await influx.StartAsync();
        var folder = Directory.CreateTempSubdirectory("cer-data-");
        try
        {
            var word = Path.Combine(folder.FullName, "word");
            await File.WriteAllTextAsync(word, "change-me\n", Cancellation);
            File.SetUnixFileMode(word, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var settings = new Settings(town.Database.AppAddress, null, null)
            {
                Folder = folder.FullName,
                Influx = new InfluxSettings(influx.Url.ToString()) { Database = "cer", Username = "cer", PasswordFile = "word" },
            };
            await using var services = new ServiceCollection().AddLogging().AddServer(settings, TimeProvider.System).BuildServiceProvider();
            await PublishAsync(services, town);
            // The server opens the outbox when it starts; from then on what comes waits.
            Assert.True(await town.Outbox.OpenAsync(services.GetRequiredService<SeriesWay>().Options!.Target, Cancellation));

            Assert.Equal(("NothingToDo", ""), await RunAsync(services, town));
            await town.DayAsync(Day);
            // 96 quarters of three series, and 24 hours of as many.
            Assert.Equal(("Done", "360 1 "), await RunAsync(services, town));
            Assert.Equal(await town.ExpectedAsync(), await influx.ValuesAsync());

            await town.DayAsync(Day, factor: 2m);
            await influx.KillAsync();
            Assert.Equal(("Incomplete", "0 0 no"), await RunAsync(services, town));
            await influx.StartAsync();
            Assert.Equal(("Done", "360 1 "), await RunAsync(services, town));
            Assert.Equal(await town.ExpectedAsync(), await influx.ValuesAsync());
            Assert.Equal(0, await town.WaitingAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PublishAsync(ServiceProvider services, SeriesTown town)
    {
        var desk = services.GetRequiredService<DefinitionDesk>();
        await desk.SaveAsync(town.Community.Value, DefinitionText.Read(Flow), null, "test", Cancellation);
        var result = await desk.PublishAsync(town.Community.Value, "serie", null, Cancellation);
        Assert.True(result.Published is not null, string.Join('\n', result.Problems));
    }

    /// <summary>Runs it; its outcome and what it said.</summary>
    private static async Task<(string Outcome, string Line)> RunAsync(ServiceProvider services, SeriesTown town)
    {
        var id = await services.GetRequiredService<InstanceDesk>().StartAsync(
            town.Community.Value, "serie", [], null, null, Cancellation);
        await using var wakeUp = new WakeUp(town.Database.App);
        var node = new WorkflowNode(
            services.GetRequiredService<HostServices>(),
            FlowStores.Of(town.Database.App, wakeUp),
            services.GetRequiredService<IDelivery>(),
            new() { Workers = 1 },
            _ => { });
        await node.QuietAsync(Cancellation);
        return (
            await AskAsync($"select outcomes[1] from wf.activity_execution where instance_id = '{id}' and activity_id = 'scrivi'"),
            await AskAsync($"select coalesce(max(message), '') from wf.journal where instance_id = '{id}' and event = 'Line'"));

        async Task<string> AskAsync(string sql)
        {
            await using var command = town.Database.Admin.CreateCommand(sql);
            return (string)(await command.ExecuteScalarAsync(Cancellation))!;
        }
    }
}
