using System.Diagnostics;
using System.Globalization;
using Cer.Durable.Tests;
using Cer.Storage;
using Cer.Storage.Workflows;
using Cer.Workflows.Expressions;
using Cer.Workflows.Hosting;

// A node of workflows as a process of its own, to be killed: by the test, or by itself in the middle of a commit. Its
// arguments are the address of the database, and which of its commits it does not live to see; then it begins when told to.
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
var stores = FlowStores.Of(db, wakeUp, quick);
if (args.Length > 1)
{
    var diesAt = int.Parse(args[1], CultureInfo.InvariantCulture);
    stores = stores with { Instances = new MortalStore(stores.Instances, diesAt, after: false) { Kills = KillSelf } };
    await Console.In.ReadLineAsync();
}

var node = new WorkflowNode(host, stores, requests, settings, Console.Error.WriteLine);
await node.RunAsync(CancellationToken.None);

// As kill -9 does: nothing is said, closed or let go of.
static void KillSelf() => Process.GetCurrentProcess().Kill();
