using System.Diagnostics;
using System.Globalization;
using Cer.Database.Tests;
using Cer.Messaging.Mqtt;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Benchmarks;

/// <summary>
/// How fast the server takes queued messages at least once, each safe in PostgreSQL before it is acknowledged, beside
/// the drain of the same messages without a database.
/// </summary>
/// <remarks>
/// Aim: at least 0.1 of the drain. The server is the program itself, in a process of its own; both wait for the broker
/// to hold everything, and both are timed from their first messages to their last.
/// </remarks>
internal static class MqttCommitBench
{
    private const int Gateways = 100;
    private const int Hours = 50;
    private const int Messages = Gateways * Hours;
    private const int Rounds = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const string Server = "cer-1";
    private const string Session = "cer-4";

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var town = await BenchTown.CreateAsync(
            database, [.. Enumerable.Range(0, Gateways).SelectMany(BenchMessages.DevicesOf)]);
        var password = BrokerPassword.Random();
        var hash = BrokerPassword.Hash(password);
        for (var gateway = 0; gateway < Gateways; gateway++)
        {
            foreach (var (device, _) in BenchMessages.DevicesOf(gateway))
                await town.Accounts.GrantAsync(town.Community, device, Name(gateway), hash, "bench", default);
        }

        await town.StartBrokerAsync();
        var (drains, commits) = (new List<double>(), new List<double>());
        // The first round warms up.
        for (var round = 0; round <= Rounds; round++)
        {
            var drained = await DrainAsync(town, password, round);
            var committed = await CommitAsync(town, database.Admin, password, round);
            Print($"round {round}: drain {drained:0}/s, commit {committed:0}/s");
            if (round == 0) continue;
            drains.Add(drained);
            commits.Add(committed);
        }

        var (drain, commit) = (Middle(drains), Middle(commits));
        Print($"{BenchMessages.Sample}, {BenchMessages.ThreeDevices(0, 0).Length} bytes and {BenchMessages.Readings} readings a message; {Messages} of them, {Gateways} gateways x {Hours} hours; median of {Rounds}");
        Print($"drain without database: {drain:0} messages/s (from {drains.Min():0} to {drains.Max():0})");
        Print($"to commit: {commit:0} messages/s (from {commits.Min():0} to {commits.Max():0}), {commit * BenchMessages.Readings:0} readings/s");
        Print($"ratio commit / drain: {commit / drain:0.000} (aim: at least 0.100)");
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static string Name(int gateway) => string.Create(CultureInfo.InvariantCulture, $"gateway-{gateway:000}");

    private static async Task<double> DrainAsync(BenchTown town, string password, int round)
    {
        var options = town.Options(Session, town.ServerPassword) with { CleanStart = false, SessionExpiry = TimeSpan.FromMinutes(5) };
        await using (var client = await MqttClient.ConnectAsync(options, TimeProvider.System, default))
            await client.SubscribeAsync(DeviceTopic.Filter, MqttQos.AtLeastOnce, default);
        await PublishAsync(town, password, round);
        var watch = Stopwatch.StartNew();
        await using var reader = await MqttClient.ConnectAsync(options, TimeProvider.System, default);
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

    private static async Task<double> CommitAsync(BenchTown town, NpgsqlDataSource db, string password, int round)
    {
        // Its session, so that the broker queues for it; then it stays away until everything is there.
        using (var first = await town.StartServerAsync()) await BenchTown.StopAsync(first);
        var before = await CountAsync(db, "ingest");
        await PublishAsync(town, password, round);
        using var server = await town.StartServerAsync(ready: false);
        var begun = before;
        while ((begun = await CountAsync(db, "ingest")) == before) await Task.Delay(2);
        var watch = Stopwatch.StartNew();
        while (await CountAsync(db, "ingest") < before + Messages)
        {
            if (watch.Elapsed > Patience) throw new TimeoutException($"Found {await CountAsync(db, "ingest") - before} messages stored after {Patience}, expected {Messages}.");
            await Task.Delay(10);
        }

        var rate = (before + Messages - begun) / watch.Elapsed.TotalSeconds;
        await BenchTown.StopAsync(server);
        // Its session goes, or the broker would queue the next drain's messages for it too.
        var gone = town.Options(Server, town.ServerPassword);
        await (await MqttClient.ConnectAsync(gone, TimeProvider.System, default)).DisposeAsync();
        var readings = await CountAsync(db, "reading");
        var expected = (round + 1L) * Messages * BenchMessages.Readings;
        return readings == expected ? rate : throw new InvalidOperationException($"Found {readings} readings, expected {expected}.");
    }

    private static Task PublishAsync(BenchTown town, string password, int round) =>
        Task.WhenAll(Enumerable.Range(0, Gateways).Select(async gateway =>
        {
            await using var device = await MqttClient.ConnectAsync(
                town.Options($"{BenchTown.Code}.{Name(gateway)}", password), TimeProvider.System, default);
            var topic = DeviceTopic.Of(BenchTown.Code, Name(gateway));
            await Task.WhenAll(Enumerable.Range(round * Hours, Hours).Select(hour => device.PublishAsync(
                topic, BenchMessages.ThreeDevices(gateway, hour), MqttQos.AtLeastOnce, false, default)));
        }));

    private static async Task<long> CountAsync(NpgsqlDataSource db, string table)
    {
        await using var command = db.CreateCommand($"select count(*) from core.{table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
