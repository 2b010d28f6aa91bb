using System.Diagnostics;
using System.Globalization;
using Cer.Database.Tests;
using Cer.Messaging.Mqtt;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Benchmarks;

/// <summary>
/// How fast the server takes queued messages at least once, each safe in PostgreSQL before it is acknowledged, beside
/// the same drain without a database; and what memory it takes while ten thousand devices push at once.
/// </summary>
/// <remarks>Aims: at least 0.1 of the drain, at most 400 MB. The server is the program itself, in a process of its own.</remarks>
internal static class MqttCommitBench
{
    private const int Messages = 2000;
    private const int Devices = 10_000;
    private const string Bridge = "bench";

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var town = await BenchTown.CreateAsync(database, Devices);
        var password = BrokerPassword.Random();
        foreach (var device in BenchMessages.Devices)
            await town.Accounts.GrantAsync(town.Community, device, Bridge, BrokerPassword.Hash(password), "bench", default);
        var word = BrokerPassword.Random();
        var hash = BrokerPassword.Hash(word);
        // One password for all: what is measured is the server, not the making of hashes.
        for (var device = 0; device < Devices; device++)
            await town.Accounts.GrantAsync(town.Community, BenchTown.Device(device), BenchTown.Device(device), hash, "bench", default);
        await town.StartBrokerAsync();

        var drained = await DrainAsync(town, password);
        var committed = await CommitAsync(town, database.Admin, password);
        Print($"drain without database, {BenchMessages.Sample} varied: {drained:0} messages/s");
        Print($"the same to commit, {BenchMessages.Readings} readings each: {committed:0} messages/s, {committed * BenchMessages.Readings:0} readings/s");
        Print($"ratio commit / drain: {committed / drained:0.000} (aim: at least 0.100)");

        var (seconds, megabytes) = await CrowdAsync(town, database.Admin, word);
        Print($"{Devices} devices at once: stored after {seconds:0.0} s; the server took {megabytes:0} MB at most (aim: at most 400)");
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static async Task<double> DrainAsync(BenchTown town, string password)
    {
        var options = town.Options("cer-4", town.ServerPassword) with { CleanStart = false, SessionExpiry = TimeSpan.FromMinutes(5) };
        await using (var client = await MqttClient.ConnectAsync(options, TimeProvider.System, default))
            await client.SubscribeAsync(DeviceTopic.Filter, MqttQos.AtLeastOnce, default);
        await PublishAsync(town, password);
        await using var reader = await MqttClient.ConnectAsync(options, TimeProvider.System, default);
        var watch = Stopwatch.StartNew();
        var taken = 0;
        await foreach (var batch in reader.Batches(1000, CancellationToken.None))
        {
            await reader.AckAsync(batch, default);
            taken += batch.Count;
            if (taken >= Messages) break;
        }

        var rate = Messages / watch.Elapsed.TotalSeconds;
        await reader.UnsubscribeAsync(DeviceTopic.Filter, default);
        return rate;
    }

    private static async Task<double> CommitAsync(BenchTown town, NpgsqlDataSource db, string password)
    {
        // Its session, so that the broker queues for it; then it stays away until everything is there.
        using (var first = await town.StartServerAsync()) await BenchTown.StopAsync(first);
        await PublishAsync(town, password);
        using var server = await town.StartServerAsync(ready: false);
        while (await CountAsync(db) == 0) await Task.Delay(2);
        var watch = Stopwatch.StartNew();
        var before = await CountAsync(db);
        var all = (long)Messages * BenchMessages.Readings;
        while (await CountAsync(db) < all) await Task.Delay(5);
        var rate = (all - before) / (double)BenchMessages.Readings / watch.Elapsed.TotalSeconds;
        await BenchTown.StopAsync(server);
        return rate;
    }

    private static async Task<(double Seconds, double Megabytes)> CrowdAsync(BenchTown town, NpgsqlDataSource db, string word)
    {
        using var server = await town.StartServerAsync();
        var clients = new MqttClient[Devices];
        for (var i = 0; i < Devices; i++)
            clients[i] = await MqttClient.ConnectAsync(town.Options($"{BenchTown.Code}.{BenchTown.Device(i)}", word), TimeProvider.System, default);
        var before = await CountAsync(db);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(clients.Select((client, i) => client.PublishAsync(
            DeviceTopic.Of(BenchTown.Code, BenchTown.Device(i)), BenchMessages.OneQuarter(BenchTown.Device(i), BenchTown.Point(i)), MqttQos.AtLeastOnce, false, default)));
        while (await CountAsync(db) < before + Devices && watch.Elapsed < TimeSpan.FromMinutes(2)) await Task.Delay(50);
        var seconds = watch.Elapsed.TotalSeconds;
        var peak = File.ReadLines($"/proc/{server.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        await BenchTown.StopAsync(server);
        foreach (var client in clients) await client.DisposeAsync();
        return (seconds, int.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0);
    }

    private static async Task PublishAsync(BenchTown town, string password)
    {
        await using var device = await MqttClient.ConnectAsync(town.Options($"{BenchTown.Code}.{Bridge}", password), TimeProvider.System, default);
        var topic = DeviceTopic.Of(BenchTown.Code, Bridge);
        await Task.WhenAll(Enumerable.Range(0, Messages).Select(i =>
            device.PublishAsync(topic, BenchMessages.ThreeDevices(i), MqttQos.AtLeastOnce, false, default)));
    }

    private static async Task<long> CountAsync(NpgsqlDataSource db)
    {
        await using var command = db.CreateCommand("select count(*) from core.reading");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
