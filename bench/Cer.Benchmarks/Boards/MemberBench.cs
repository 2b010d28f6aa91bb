using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Cer.Database.Tests;
using Cer.Operations.Dashboards;
using NodaTime.Text;

namespace Cer.Benchmarks.Boards;

/// <summary>
/// 200 members who open their own page at once, beside one alone, over HTTP: what they are, their dashboard, and every panel of it,
/// three at a time as the page does. CER_BENCH_MEMBERS sets how many, CER_BENCH_PROGRAM another build of the program.
/// </summary>
internal static class MemberBench
{
    private const int Usual = 200;
    private const int Alone = 20;

    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    private static int People =>
        int.TryParse(Environment.GetEnvironmentVariable("CER_BENCH_MEMBERS"), out var people) ? people : Usual;

    private static string Program => Environment.GetEnvironmentVariable("CER_BENCH_PROGRAM")
        ?? Path.Combine(BenchTown.Root, "src/Cer.Host/bin/Release/net10.0/cer.dll");

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var town = await BoardTown.CreateAsync(database);
        var tokens = await town.SignInAsync(People + Alone);
        var data = Directory.CreateTempSubdirectory("cer-members-bench-").FullName;
        var url = $"http://127.0.0.1:{FreePort()}";
        await File.WriteAllTextAsync(Path.Combine(data, "settings.json"), JsonSerializer.Serialize(new
        {
            connection = database.AppAddress,
            member_connection = database.MemberAddress,
            rep_connection = database.RepAddress,
            url,
        }));
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Program, "serve", "--data", data]))!;
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(url), Timeout = Most };
            await ReadyAsync(client, server);
            var board = BoardBench.Boards().Single(one => one.Uid == "cer-membro");
            // Each a member of its own: nothing of one is kept for another.
            List<double> alone = [];
            foreach (var token in tokens.Skip(People)) alone.Add(await OpenAsync(client, board, token));
            var began = Stopwatch.GetTimestamp();
            var together = await Task.WhenAll(tokens.Take(People).Select(token => OpenAsync(client, board, token)));
            var all = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var (one, many) = (Parts(alone), Parts(together));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"members: alone p50 {one.Middle:0} ms, p95 {one.High:0} ms; {People} at once p50 {many.Middle:0} ms, p95 {many.High:0} ms,"
                + $" all in {all:0.0} s; ratio p50 {many.Middle / one.Middle:0.0}, p95 {many.High / one.High:0.0};"
                + $" {board.Panels.Sum(panel => panel.Queries.Count) + 2} calls each"));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<double> OpenAsync(HttpClient client, Board board, string token)
    {
        var began = Stopwatch.GetTimestamp();
        await CallAsync(client, HttpMethod.Get, "/api/mine", token, null);
        await CallAsync(client, HttpMethod.Get, $"/api/dashboards/{board.Uid}", token, null);
        var (from, to) = BoardTown.Span;
        await Parallel.ForEachAsync(
            board.Panels.SelectMany(panel => panel.Queries.Select(query => (panel.Id, query.RefId))),
            new ParallelOptions { MaxDegreeOfParallelism = 3 },
            async (one, _) => await CallAsync(client, HttpMethod.Post, $"/api/dashboards/{board.Uid}/query", token, new
            {
                panelId = one.Id,
                refId = one.RefId,
                from = InstantPattern.General.Format(to - NodaTime.Duration.FromDays(30)),
                to = InstantPattern.General.Format(to),
            }));
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>Asks again where the server says that it is asked too much at once, as the page does.</summary>
    private static async Task CallAsync(HttpClient client, HttpMethod method, string path, string token, object? body)
    {
        for (var tried = 0; ; tried++)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add("X-Cer-Request", "1");
            request.Headers.Add("Cookie", $"cer_session={token}");
            if (body is not null) request.Content = JsonContent.Create(body);
            using var response = await client.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
            if (response.IsSuccessStatusCode) return;
            if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || tried == 60)
                throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode}");
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
    }

    private static async Task ReadyAsync(HttpClient client, Process server)
    {
        while (true)
        {
            try
            {
                await client.GetStringAsync(new Uri("/api/health", UriKind.Relative));
                return;
            }
            catch (HttpRequestException) when (!server.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    private static (double Middle, double High) Parts(IReadOnlyCollection<double> times)
    {
        double[] sorted = [.. times.Order()];
        return (sorted[sorted.Length / 2], sorted[Math.Min(sorted.Length - 1, sorted.Length * 95 / 100)]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
