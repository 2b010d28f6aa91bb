using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Database.Tests;
using Cer.Messaging.Mqtt;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Benchmarks;

/// <summary>What memory the server takes while ten thousand devices push at once: over MQTT, then over REST.</summary>
/// <remarks>Aim: at most 400 MB. The server is the program itself, in a process of its own, fresh for each door.</remarks>
internal static class MqttMemoryBench
{
    private const int Devices = 10_000;
    // Sockets of this process and of the broker beside its own: files, the database, the runtime.
    private const int OtherFiles = 1000;
    private const string Cloud = "bench-cloud";
    private const string Gateway = "webservices/rest/UrbanDatasetGateway/";
    private const string Resource = "SCP-1_ChainTwoCloud-7_M1ElectricUserDevice-2.0_20260101000000";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        // The first half of the devices' numbers over MQTT, the second over REST: nothing is known already.
        await using var town = await BenchTown.CreateAsync(database, [.. Enumerable.Range(0, 2 * Devices).Select(BenchMessages.Single)]);
        var password = BrokerPassword.Random();
        // One password for all: what is measured is the server, not the making of hashes.
        var hash = BrokerPassword.Hash(password);
        for (var i = 0; i < Devices; i++)
        {
            var (device, _) = BenchMessages.Single(i);
            await town.Accounts.GrantAsync(town.Community, device, device, hash, "bench", default);
        }

        await town.Logins.SaveAsync(
            new() { Username = Cloud, Community = town.Community, Password = PasswordHash.Of(password), Solution = "ChainTwoCloud-7" }, default);
        await town.StartBrokerAsync();
        if (OpenFiles() < Devices + OtherFiles)
            throw new InvalidOperationException($"Found a limit of {OpenFiles()} open files, expected {Devices + OtherFiles}: raise it with ulimit -n.");

        await MeasureAsync("MQTT, each with a connection of its own", town, database.Admin, () => PublishAsync(town, password));
        await MeasureAsync("REST, as many requests at once", town, database.Admin, () => PushAsync(town, password));
    }

    private static async Task MeasureAsync(string door, BenchTown town, NpgsqlDataSource db, Func<Task<string>> push)
    {
        using var server = await town.StartServerAsync();
        var (before, idle) = (await CountAsync(db), Status(server.Id, "VmRSS:"));
        var watch = Stopwatch.StartNew();
        var told = await push();
        while (await CountAsync(db) < before + Devices && watch.Elapsed < Patience) await Task.Delay(50);
        var (seconds, stored, peak) = (watch.Elapsed.TotalSeconds, await CountAsync(db) - before, Status(server.Id, "VmHWM:"));
        await BenchTown.StopAsync(server);
        Print($"{Devices} devices at once over {door}: {stored} stored after {seconds:0.0} s{told}; the server took {idle:0} MB before and {peak:0} MB at most (aim: at most 400)");
        if (stored < Devices) throw new InvalidOperationException($"Found {stored} messages stored within {Patience}, expected {Devices}.");
    }

    private static async Task<string> PublishAsync(BenchTown town, string password)
    {
        var clients = new MqttClient[Devices];
        for (var i = 0; i < Devices; i++)
        {
            clients[i] = await MqttClient.ConnectAsync(
                town.Options($"{BenchTown.Code}.{BenchMessages.Single(i).Device}", password), TimeProvider.System, default);
        }

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(clients.Select((client, i) => client.PublishAsync(
            DeviceTopic.Of(BenchTown.Code, BenchMessages.Single(i).Device), Quarter(i), MqttQos.AtLeastOnce, false, default)));
        var told = string.Create(CultureInfo.InvariantCulture, $", {watch.Elapsed.TotalSeconds:0.0} s of them to the broker's last answer");
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
        return told;
    }

    /// <summary>The server takes two thousand connections at a time and hangs up on the rest, who try again.</summary>
    private static async Task<string> PushAsync(BenchTown town, string password)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Devices }) { BaseAddress = town.Address, Timeout = Patience };
        using var login = await client.PostAsJsonAsync(Gateway + "login", new { username = Cloud, password });
        var token = (string)JsonNode.Parse(await login.Content.ReadAsStringAsync())!["token"]!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var again = 0;
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pushes = Enumerable.Range(Devices, Devices).Select(async i =>
        {
            var resource = Resource.Replace("SCP-1_", string.Create(CultureInfo.InvariantCulture, $"SCP-{i}_"), StringComparison.Ordinal);
            byte[] body = [.. Encoding.UTF8.GetBytes($"{{\"resource_id\":\"{resource}\",\"dataset\":"), .. Quarter(i), .. "}"u8];
            await start.Task;
            while (!await TryPushAsync(client, body))
            {
                Interlocked.Increment(ref again);
                await Task.Delay(Random.Shared.Next(500, 1500));
            }
        }).ToArray();
        start.SetResult();
        await Task.WhenAll(pushes);
        return string.Create(CultureInfo.InvariantCulture, $", {again} requests put off and sent again");
    }

    private static async Task<bool> TryPushAsync(HttpClient client, byte[] body)
    {
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.PostAsync(new Uri(Gateway + "push", UriKind.Relative), content);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.OK && (string?)JsonNode.Parse(text)!["code"] is "02" or "50") return true;
            throw new InvalidOperationException($"Found {answer.StatusCode} {text}, expected 02.");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static byte[] Quarter(int number)
    {
        var (device, point) = BenchMessages.Single(number);
        return BenchMessages.OneQuarter(device, point);
    }

    private static int OpenFiles() => int.Parse(
        File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3],
        CultureInfo.InvariantCulture);

    private static double Status(int process, string key) => int.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(key, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;

    private static async Task<long> CountAsync(NpgsqlDataSource db)
    {
        await using var command = db.CreateCommand("select count(*) from core.ingest where refusal is null");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
