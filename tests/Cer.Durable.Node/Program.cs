using Cer.Durable.Tests;
using Cer.Storage;
using Cer.Storage.Workflows;
using Cer.Workflows.Expressions;
using Cer.Workflows.Hosting;

// A node of workflows as a process of its own, to be killed. Its argument is the address of the database.
await using var db = Database.Open(args[0]);
await using var quick = FlowDatabase.Open(args[0]);
await using var wakeUp = new WakeUp(db);
var requests = new Requests();
var host = new HostServices(
    new(new TestActivities().All),
    new DefinitionStore(db, TimeProvider.System),
    ScriptLanguages.Evaluator(TimeProvider.System),
    requests,
    TimeProvider.System);
var settings = new NodeSettings { Lease = TimeSpan.FromSeconds(3), Poll = TimeSpan.FromMilliseconds(200) };
await new WorkflowNode(host, FlowStores.Of(db, wakeUp, quick), requests, settings,
    Console.Error.WriteLine).RunAsync(CancellationToken.None);
