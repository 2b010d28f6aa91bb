using System.Globalization;
using Cer.Blocks.Node;
using Cer.Blocks.Tests;
using Cer.Durable.Tests;
using Cer.Host.Data;
using Cer.Operations.Documents;
using Cer.Reporting.Tests;
using Cer.Storage.Workflows;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

// A node of workflows with all that the server runs them with, and no web: a process to be killed. Its argument is a data folder.
// When all stands it waits for a line: what its clock shows, and whether it dies before its first commit or after it. It
// says where it died; when nothing was left to commit it lives and says nothing.
var time = new SetTime(DateTimeOffset.UnixEpoch);
var settings = Settings.Read(args[0]);
await using var services = new ServiceCollection().AddLogging().AddServer(settings, time)
    .AddSingleton<IPdfPress>(new BlankPress()).BuildServiceProvider();
var db = services.GetRequiredService<NpgsqlDataSource>();
await using var wakeUp = new WakeUp(db);
await using var quick = FlowDatabase.Open(settings.Connection);
var stores = FlowStores.Of(db, wakeUp, quick);
var host = services.GetRequiredService<HostServices>();
await using (var warm = await db.OpenConnectionAsync()) await warm.CloseAsync();
if ((await Console.In.ReadLineAsync())?.Split(' ') is not [var now, var where]) return;
time.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
var death = new Death(after: where == "after");
var mortal = stores with
{
    Instances = new MortalStore(stores.Instances, 1, death.IsAfter) { Kills = () => death.Come("step") },
    Inbox = new MortalInbox(stores.Inbox, death),
    Triggers = new MortalTriggers(stores.Triggers, death),
    Outbox = new MortalOutbox(stores.Outbox, death),
};
await new WorkflowNode(host, mortal, services.GetRequiredService<IDelivery>(), new() { Workers = 1 }, Console.Error.WriteLine)
    .QuietAsync(CancellationToken.None);
