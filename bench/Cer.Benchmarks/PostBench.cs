using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Database.Tests;
using Cer.Operations.Ports;

namespace Cer.Benchmarks;

/// <summary>
/// How many pushes of the smallest real message are stored and answered, beside a call of the same server that
/// answers and does nothing, with the same body. Aim: at least 0.15 of it.
/// </summary>
/// <remarks>
/// The server is the program itself, in a process of its own; the sender is here, on the same processors. Each push is
/// a message of its own, the next quarter of an hour of one of a thousand devices, committed together with those that
/// come meanwhile.
/// </remarks>
internal static class PostBench
{
    private const int Senders = 512;
    private const int Devices = 1024;

    // One alone may not send so much at once.
    private const int Accounts = 8;
    private const int Messages = 5 * Devices;
    private const int Rounds = 5;
    private const string Gateway = "webservices/rest/UrbanDatasetGateway/";
    private const string Form = "_ChainTwoCloud-7_M1ElectricUserDevice-2.0_20260101000000";

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var town = await BenchTown.CreateAsync(
            database, [.. Enumerable.Range(0, Devices).Select(BenchMessages.Single)]);
        var password = BrokerPassword.Random();
        var hash = PasswordHash.Of(password);
        for (var account = 0; account < Accounts; account++)
        {
            await town.Logins.SaveAsync(
                new() { Username = Name(account), Community = town.Community, Password = hash, Solution = "ChainTwoCloud-7" }, default);
        }

        await town.StartBrokerAsync();
        using var server = await town.StartServerAsync();
        try
        {
            await CompareAsync(town, password);
        }
        finally
        {
            await BenchTown.StopAsync(server);
        }
    }

    private static async Task CompareAsync(BenchTown town, string password)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Senders }) { BaseAddress = town.Address };
        var tokens = new AuthenticationHeaderValue[Accounts];
        for (var account = 0; account < Accounts; account++)
        {
            using var login = await client.PostAsJsonAsync(Gateway + "login", new { username = Name(account), password });
            tokens[account] = new("Bearer", (string)JsonNode.Parse(await login.Content.ReadAsStringAsync())!["token"]!);
        }

        List<double> trivial = [], pushed = [];
        var bytes = 0;
        for (var round = 0; round <= Rounds; round++)
        {
            byte[][] bodies = [.. Enumerable.Range(round * Messages, Messages).Select(Push)];
            bytes = bodies[0].Length;
            var (one, two) = (await RateAsync(client, tokens, "test", bodies, "00"),
                await RateAsync(client, tokens, "push", bodies, "02"));
            Print($"round {round}: test {one:0}/s, push {two:0}/s");
            if (round == 0) continue;
            trivial.Add(one);
            pushed.Add(two);
        }

        var (least, most) = (Middle(pushed), Middle(trivial));
        Print($"{Messages} pushes of {bytes} bytes, {Senders} at a time; median of {Rounds}");
        Print($"ratio push / test: {least / most:0.000} ({least:0}/s of {most:0}/s; aim: at least 0.150)");
    }

    private static string Name(int account) => string.Create(CultureInfo.InvariantCulture, $"cloud-{account}");

    private static byte[] Push(int number)
    {
        var (device, point) = BenchMessages.Single(number % Devices);
        var resource = string.Create(CultureInfo.InvariantCulture, $"SCP-{number}{Form}");
        return [.. Encoding.UTF8.GetBytes($"{{\"resource_id\":\"{resource}\",\"dataset\":"),
            .. BenchMessages.LeastQuarter(device, point, number / Devices), .. "}"u8];
    }

    private static async Task<double> RateAsync(
        HttpClient client, AuthenticationHeaderValue[] tokens, string call, byte[][] bodies, string code)
    {
        var next = -1;
        var expected = Encoding.UTF8.GetBytes($"\"code\":\"{code}\"");
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < bodies.Length; i = Interlocked.Increment(ref next))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, Gateway + call) { Content = new ByteArrayContent(bodies[i]) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                request.Headers.Authorization = tokens[i % Accounts];
                using var answer = await client.SendAsync(request);
                var text = await answer.Content.ReadAsByteArrayAsync();
                if (text.AsSpan().IndexOf(expected) < 0)
                    throw new InvalidOperationException($"Found {answer.StatusCode} {Encoding.UTF8.GetString(text)}, expected {code}.");
            }
        }));
        return bodies.Length / watch.Elapsed.TotalSeconds;
    }

    private static double Middle(List<double> rates) => rates.Order().ElementAt(Rounds / 2);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
