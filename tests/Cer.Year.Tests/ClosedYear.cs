using System.Text.Json.Nodes;
using Cer.Operations.Tests.Reconciling;

namespace Cer.Year.Tests;

/// <summary>The year is brought in, settled and closed month by month; of one month some hours come when it is closed.</summary>
internal static class ClosedYear
{
    /// <summary>The month that is closed on early data: its successor takes the correction.</summary>
    public const int Late = 11;

    public static async Task MakeAsync(YearTown town)
    {
        var input = Path.Combine(town.Folder, "input");
        YearFiles.Write(input, Late);
        (await town.RunAsync("import", "--community", YearTown.Code, input)).Succeeded();
        await town.ServeAsync();
        await town.HireAsync();
        await town.WaitForWorkAsync();
        for (var month = 1; month <= Late; month++)
        {
            Assert.Equal(0, await CloseAsync(town, month));
            await AgreesAsync(town, month, month == Late ? YearFiles.ComputeEarly(month) : new OtherHand(month).Compute());
        }

        var late = YearFiles.WriteLate(Path.Combine(town.Folder, "late"), Late);
        (await town.RunAsync("import", "--community", YearTown.Code, late)).Succeeded();
        await town.WaitForWorkAsync();
        // A closed month keeps its figures; what came late waits to be a correction in the oldest open month.
        await AgreesAsync(town, Late, YearFiles.ComputeEarly(Late));
    }

    /// <summary>The oldest open month is closed, and takes the correction.</summary>
    public static async Task CloseLastAsync(YearTown town)
    {
        Assert.True(await CloseAsync(town, Late + 1) > 0, "no correction was taken");
        await AgreesAsync(town, Late, YearFiles.ComputeEarly(Late));
        await AgreesAsync(town, Late + 1, new OtherHand(Late + 1).Compute());
        var corrections = (await town.Clerk.GetAsync($"months/{Month(Late + 1)}/closing"))["corrections"]!.AsArray();
        Assert.NotEmpty(corrections);
        // Unit by unit, the correction is what the other hand's two months differ by.
        var (early, whole) = (YearFiles.ComputeEarly(Late), new OtherHand(Late).Compute());
        Assert.Equal(
            whole.Due.Values.Sum(up => up.Tip + up.Cac) - early.Due.Values.Sum(up => up.Tip + up.Cac),
            corrections.Where(line => (string)line!["kind"]! == "unit").Sum(line => Sum(line!, "tipEur") + Sum(line!, "cacEur")));
    }

    public static string Month(int month) => FormattableString.Invariant($"{TownHours.Year}-{month:00}");

    private static async Task<int> CloseAsync(YearTown town, int month)
    {
        var page = await town.Clerk.GetAsync($"months/{Month(month)}/closing");
        Assert.True(page["blocks"]!.AsArray().Count == 0, $"{month}: {page["blocks"]}");
        Assert.Equal("open", (string)page["state"]!);
        var closed = await town.Clerk.PostAsync(
            $"months/{Month(month)}/state", new { state = "closed", revision = (int)page["revision"]! });
        return (int)closed["corrections"]!;
    }

    /// <summary>What stands of the month is what the other hand computes, to the cent and the micro-kWh.</summary>
    private static async Task AgreesAsync(YearTown town, int month, OtherHand hand)
    {
        var shown = await town.Clerk.GetAsync($"months/{Month(month)}");
        Assert.Equal(
            (hand.Due.Values.Sum(up => up.Shared), hand.Due.Values.Sum(up => up.Tip), hand.Due.Values.Sum(up => up.Cac)),
            (Sum(shown, "sharedKwh"), Sum(shown, "tipEur"), Sum(shown, "cacEur")));
    }

    private static decimal Sum(JsonNode month, string name) => (decimal)month[name]!;
}
