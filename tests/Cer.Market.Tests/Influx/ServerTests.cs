using System.Diagnostics;
using System.Text.Json;
using Cer.Crash.Tests;
using NodaTime;

namespace Cer.Market.Tests.Influx;

/// <summary>The program itself, as a process: it writes everything at first, goes on after SIGKILL, and writes again when told.</summary>
public sealed class ServerTests
{
    private static readonly LocalDate First = new(2026, 1, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_server_goes_on_where_it_was_and_a_rebuild_writes_everything_again()
    {
        await using var town = await SeriesTown.CreateAsync();
        await using var influx = new Influxd();
        await influx.StartAsync();
        var data = Directory.CreateTempSubdirectory("cer-data-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(data, "word"), "change-me\n", Cancellation);
            File.SetUnixFileMode(Path.Combine(data, "word"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await SettingsAsync(
                town,
                data,
                $$"""{"url": "{{influx.Url}}", "database": "cer", "username": "cer", "password_file": "word"}""");
            for (var day = 0; day < 4; day++) await town.DayAsync(First.PlusDays(day));

            await using (var server = CerProgram.Start("serve", "--data", data))
            {
                await EqualAsync(town, influx);
                await town.DayAsync(First.PlusDays(4));
                await town.DayAsync(First, factor: 2m);
                Assert.True(await server.KillAsync());
            }

            await influx.ForgetAsync();
            var rebuild = await RunAsync("influx", "rebuild");
            Assert.Equal($"5 days wait to be written to v1 {influx.Url.AbsoluteUri.TrimEnd('/')} /cer", rebuild.Succeeded().Output.Trim());
            Assert.Contains(": 5 days wait; last written 20", await StatusAsync(), StringComparison.Ordinal);
            await using (var server = CerProgram.Start("serve", "--data", data)) await EqualAsync(town, influx);
            Assert.Contains(": 0 days wait; last written 20", await StatusAsync(), StringComparison.Ordinal);

            foreach (var (section, sentence) in new[]
            {
                ("null", "influx rebuild: Found no section influx in settings.json, expected the address of a server."),
                ("""{"url": "http://127.0.0.1:1"}""",
                    "influx rebuild: Found nothing as database in the section influx of settings.json,"
                        + " expected the name of a database."),
                ("""{"url": "ftp://127.0.0.1", "bucket": "cer"}""",
                    "influx rebuild: Found another url in the section influx of settings.json, expected one such as"
                        + " https://example.org, without a password; http only to this machine."),
            })
            {
                await SettingsAsync(town, data, section);
                var wrong = await RunAsync("influx", "rebuild");
                Assert.Equal((2, sentence), (wrong.Exit, wrong.Errors.Trim()));
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        async Task<string> StatusAsync() => (await RunAsync("influx", "status")).Succeeded().Output;

        async Task<CerOutcome> RunAsync(params string[] arguments)
        {
            await using var program = CerProgram.Start([.. arguments, "--data", data]);
            return await program.EndAsync();
        }
    }

    private static Task SettingsAsync(SeriesTown town, string data, string influx) => File.WriteAllTextAsync(
        Path.Combine(data, "settings.json"),
        $"{{\"connection\": {JsonSerializer.Serialize(town.Database.AppAddress)}, \"url\": \"http://127.0.0.1:0\","
            + $" \"demo_live\": false, \"influx\": {influx}}}",
        Cancellation);

    /// <summary>Waits until the sink holds what PostgreSQL holds.</summary>
    private static async Task EqualAsync(SeriesTown town, Influxd influx)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(200, Cancellation))
        {
            var (expected, found) = (await town.ExpectedAsync(), await influx.ValuesAsync());
            if (expected.SequenceEqual(found)) return;
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(90), $"found {found.Count} values, expected {expected.Count}, or others");
        }
    }
}
