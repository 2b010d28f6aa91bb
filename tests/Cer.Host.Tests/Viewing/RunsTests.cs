using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Tests.Viewing;

/// <summary>A month that is settled again: both runs stay, and the second tells what it changed.</summary>
public class RunsTests
{
    private static readonly string[] Amounts = ["sharedKwh", "tipEur", "cacEur"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_corrected_reading_makes_a_new_run_and_the_old_figures_with_its_changes_are_the_new_ones()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        var before = await server.GetAsync("months/2025-10");
        var first = (await server.GetAsync("months/2025-10/runs")).AsArray();
        Assert.All(first.Take(first.Count - 1), run => Assert.Empty(run!["changes"]!.AsArray()));

        await server.Service<IReadingStore>().AppendAsync(
            await server.CommunityAsync(),
            IntakeSource.Csv,
            [
                new()
                {
                    Pod = Pod.Parse("IT999E00000007", null),
                    Start = Instant.FromUtc(2025, 10, 15, 10, 0),
                    Minutes = 60,
                    Withdrawn = Energy.FromKilowattHours(25m),
                    Quality = Quality.Measured,
                },
            ],
            Cancellation);
        await server.WorkAsync();

        var after = await server.GetAsync("months/2025-10");
        var runs = (await server.GetAsync("months/2025-10/runs")).AsArray();
        Assert.Equal(first.Count + 1, runs.Count);
        Assert.Equal((long)after["run"]!, (long)runs[0]!["run"]!);
        Assert.NotEqual((string)runs[0]!["inputSha256"]!, (string)runs[1]!["inputSha256"]!);
        var changes = runs[0]!["changes"]!.AsArray();
        Assert.NotEmpty(changes);
        Add(before["plants"]!, after["plants"]!, changes, "unitId", "unitId", Amounts);
        Add(before["members"]!, after["members"]!, changes, "id", "memberId", [.. Amounts, "surplusEur"]);
        // The golden folder has 0.189 kWh in that hour.
        Assert.Equal(25m - 0.189m, (decimal)after["withdrawnKwh"]! - (decimal)before["withdrawnKwh"]!);
        // The first stands as it was.
        Assert.Equal(first[0]!.ToJsonString(), runs[1]!.ToJsonString());
    }

    private static void Add(
        JsonNode before, JsonNode after, JsonArray changes, string id, string changed, string[] columns)
    {
        var old = before.AsArray().ToDictionary(row => (int)row![id]!);
        foreach (var row in after.AsArray())
        {
            var change = changes.SingleOrDefault(one => (int?)one![changed] == (int)row![id]!);
            foreach (var column in columns)
            {
                var difference = (decimal?)change?[column] ?? 0m;
                Assert.Equal((decimal)row![column]!, (decimal)old[(int)row[id]!]![column]! + difference);
            }
        }
    }
}
