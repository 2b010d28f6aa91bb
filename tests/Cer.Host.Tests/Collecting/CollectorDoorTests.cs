using Cer.Apps;
using Cer.Apps.Tests;
using Cer.Domain.Codes;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Host.Tests.Collecting;

/// <summary>The collector as it is, before the real door and the real store: what its counters told is what stands.</summary>
public sealed class CollectorDoorTests(PostgresFixture postgres) : IDisposable
{
    private const string Point = "IT999E00000002";
    private const string Taken = "sensor.gym_withdrawn";
    private const string Given = "sensor.gym_injected";
    private const string Made = "sensor.gym_produced";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cer-collector-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("UP-B")]
    public async Task Both_directions_and_the_plant_behind_one_point_are_told_quarter_by_quarter(string? plant)
    {
        await using var server = await TestServer.StartAsync(postgres);
        using var house = new House(Times.Clock("2026-01-14T02:00:00Z"));
        await using var collector = await StartAsync(server, house, plant);
        Show(house, 0);
        for (var minute = 1; minute <= 60; minute++)
        {
            Minute(house, minute);
            // Each quarter is at the door before the next: its two directions in a list each.
            if (minute % 15 == 0) await StandingAsync(server, minute / 15);
        }

        await AssertAsync(server, 4);
    }

    [Fact]
    public async Task Six_hours_that_are_read_one_counter_after_the_other_lose_neither()
    {
        await using var server = await TestServer.StartAsync(postgres);
        using var house = new House(Times.Clock("2026-01-14T02:00:00Z"));
        Show(house, 0);
        await using (var first = await StartAsync(server, house, null))
        {
            for (var minute = 1; minute <= 15; minute++) Minute(house, minute);
            await StandingAsync(server, 1);
        }

        house.IsHeard = false;
        for (var minute = 16; minute <= 360; minute++) Minute(house, minute);
        house.IsHeard = true;
        await using var second = await StartAsync(server, house, null);
        await AssertAsync(server, 24);
    }

    [Fact]
    public async Task A_program_that_ends_between_the_two_directions_tells_the_other_when_it_runs_again()
    {
        await using var server = await TestServer.StartAsync(postgres);
        using var house = new House(Times.Clock("2026-01-14T02:00:00Z"));
        Show(house, 0);
        await using (var first = await StartAsync(server, house, null))
        {
            for (var minute = 1; minute <= 14; minute++) Minute(house, minute);
            house.To(house.Now + Duration.FromMinutes(1));
            house.Show(Taken, 1000.75m);
            await UntilAsync(async () => (await server.StoredAsync()).Length >= 1);
        }

        house.IsHeard = false;
        house.Show(Given, 501.5m);
        house.Show(Made, 209m);
        house.IsHeard = true;
        await using var second = await StartAsync(server, house, null);
        await AssertAsync(server, 1);
    }

    private async Task<Collector> StartAsync(TestServer server, House house, string? plant)
    {
        var password = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(password, TestServer.Password, TestContext.Current.CancellationToken);
        var building = new BuildingConfig
        {
            Name = "Gym",
            Pod = Point,
            Plant = plant,
            Withdrawn = Taken,
            Injected = Given,
            Produced = Made,
            MaxPowerKw = 50,
        };
        var collector = new Collector(
            house,
            house.Clock,
            new HistoryReader(house, house),
            NullLogger.Instance,
            "buildings",
            building.Meters(),
            new()
            {
                Url = server.Client.BaseAddress!.ToString(),
                Username = server.Account.Username,
                PasswordFile = password,
                Folder = _folder.FullName,
            })
        {
            FirstWait = TimeSpan.FromMilliseconds(20),
        };
        await collector.StartAsync(TestContext.Current.CancellationToken);
        await collector.DoneAsync();
        return collector;
    }

    private static void Minute(House house, int minute)
    {
        house.To(house.Now + Duration.FromMinutes(1));
        Show(house, minute);
    }

    private static void Show(House house, int minute)
    {
        house.Show(Taken, 1000 + (minute * 0.05m));
        house.Show(Given, 500 + (minute * 0.1m));
        house.Show(Made, 200 + (minute * 0.6m));
    }

    /// <summary>Waits until each quarter has all it should have; says what is there when it never comes.</summary>
    private static async Task StandingAsync(TestServer server, int quarters) => await UntilAsync(async () =>
    {
        var stored = await server.StoredAsync();
        return stored.Count(one => one.Produced is not null) == quarters
            && stored.Count(one => one is { Injected: not null, Withdrawn: not null }) == quarters;
    });

    private static async Task AssertAsync(TestServer server, int quarters)
    {
        await StandingAsync(server, quarters);
        var stored = await server.StoredAsync();
        Assert.Equal(2 * quarters, stored.Length);
        Assert.All(stored, one => Assert.Equal(Quality.Measured, one.Quality));
        Assert.Equal(
            (quarters * 0.75m, quarters * 1.5m, quarters * 9m),
            (stored.Sum(one => one.Withdrawn?.KilowattHours ?? 0),
                stored.Sum(one => one.Injected?.KilowattHours ?? 0),
                stored.Sum(one => one.Produced?.KilowattHours ?? 0)));
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var left = 600; !await isSo(); left--)
        {
            Assert.True(left > 0, "Found no end of the waiting, expected both directions of each quarter.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
