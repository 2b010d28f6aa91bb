using System.Text.Json.Nodes;

namespace Cer.Apps.Tests;

/// <summary>A meter gets other entities while its state lives: what one counted is never the other's.</summary>
public class EntityChangeTests
{
    private const string A = "sensor.a_energy";
    private const string B = "sensor.b_energy";
    private const string Pod = "IT999E00000101";

    private static readonly Meter OfA = new("School", Pod, null, Quantity.Withdrawn, A);
    private static readonly Meter OfB = OfA with { Counter = B };

    [Theory]
    [InlineData(1006)]
    [InlineData(999.5)]
    [InlineData(5)]
    public async Task Another_entity_for_the_same_meter_begins_anew_and_the_step_between_them_is_no_energy(double shown)
    {
        await using var town = await TownAsync((decimal)shown);
        await RunAsync(town, 4, OfA);
        await RunAsync(town, 44, OfB);
        Assert.True(await town.Platform.HasAsync(2));
        Assert.Equal(["12:15", "12:30"], town.Starts(Pod));
        Assert.All(town.Platform.Rows.Values, row => Assert.Equal((1.5m, "measured"), row));
    }

    [Fact]
    public async Task A_swap_of_counter_and_fallback_goes_on_with_what_is_known_of_each_and_tells_nothing_anew()
    {
        await using var town = await TownAsync(999.5m);
        await RunAsync(town, 20, OfA with { Fallback = B });
        await RunAsync(town, 40, OfB with { Fallback = A });
        Assert.True(await town.Platform.HasAsync(4));
        Assert.Equal(["12:00", "12:15", "12:30", "12:45"], town.Starts(Pod));
        Assert.All(town.Platform.Rows.Values, row => Assert.Equal((1.5m, "measured"), row));
        Assert.Equal(0, town.Platform.Changed);
    }

    [Fact]
    public async Task A_mapping_that_is_undone_tells_nothing_of_the_time_when_the_entity_was_not_the_meters()
    {
        await using var town = await TownAsync(1006);
        await RunAsync(town, 20, OfA);
        await RunAsync(town, 30, OfB);
        await RunAsync(town, 30, OfA);
        Assert.True(await town.Platform.HasAsync(3));
        Assert.Equal(["12:00", "12:30", "13:00"], town.Starts(Pod));
        Assert.All(town.Platform.Rows.Values, row => Assert.Equal((1.5m, "measured"), row));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entity_that_went_to_another_meter_and_came_back_tells_each_quarter_of_one_of_them(bool isOther)
    {
        const string Other = "IT999E00000102";
        await using var town = await TownAsync(1006);
        await RunAsync(town, 20, OfA);
        // To another meter of the app, or to one of another app: then nothing is left of this one.
        await RunAsync(town, 30, isOther ? [OfA with { Pod = Other }] : []);
        await RunAsync(town, 30, OfA);
        Assert.True(await town.Platform.HasAsync(isOther ? 3 : 2));
        Assert.Equal(["12:00", "13:00"], town.Starts(Pod));
        Assert.Equal(isOther ? ["12:30"] : [], town.Starts(Other));
    }

    [Fact]
    public async Task A_unit_that_is_set_otherwise_begins_anew()
    {
        await using var town = await Town.StartAsync("2026-06-10T12:00:00Z");
        for (var i = 0; i < 2; i++)
        {
            await town.CollectAsync(null, OfA with { Unit = i == 0 ? "Wh" : "kWh" });
            for (var minute = 0; minute < 30; minute++)
            {
                town.House.To(town.House.Now + NodaTime.Duration.FromMinutes(1));
                town.House.Show(A, (7 + (((i * 30) + minute) * 0.1m)).ToString(System.Globalization.CultureInfo.InvariantCulture), null);
                await town.DoneAsync();
            }
        }

        Assert.True(await town.Platform.HasAsync(2));
        Assert.InRange(town.Platform.Rows.Values.Sum(row => row.Kwh), 1.5m, 3.01m);
    }

    /// <summary>A file of before, that names no entity: it may be of another one, so its counters begin anew, and that is said.</summary>
    [Fact]
    public async Task A_state_that_does_not_say_of_which_entity_it_is_begins_anew_and_keeps_what_was_told()
    {
        await using var town = await TownAsync(1006);
        await RunAsync(town, 20, OfA);
        await town.EndAsync();
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(town.StatePath, TestContext.Current.CancellationToken))!.AsObject();
        foreach (var (_, state) in kept)
            foreach (var name in new[] { "Main", "Second" })
                foreach (var word in new[] { "Entity", "Unit", "From", "To" }) state![name]!.AsObject().Remove(word);
        await File.WriteAllTextAsync(town.StatePath, kept.ToJsonString(), TestContext.Current.CancellationToken);
        var log = new Sayings();
        await town.CollectAsync(log, OfB);
        await town.MinutesAsync(40);
        Assert.True(await town.Platform.HasAsync(3));
        Assert.Equal(["12:00", "12:30", "12:45"], town.Starts(Pod));
        Assert.Equal(4.5m, town.Platform.Rows.Values.Sum(row => row.Kwh));
        Assert.Single(log.Said, said => said.Contains("another entity", StringComparison.Ordinal));
    }

    private static async Task<Town> TownAsync(decimal b)
    {
        var town = await Town.StartAsync("2026-06-10T12:00:00Z");
        town.Begin(A, 1000);
        town.Begin(B, b);
        return town;
    }

    private static async Task RunAsync(Town town, int minutes, params Meter[] meters)
    {
        await town.CollectAsync(null, meters);
        await town.MinutesAsync(minutes);
    }
}
