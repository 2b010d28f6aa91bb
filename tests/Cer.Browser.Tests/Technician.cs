using System.Text.Json;
using Cer.Operations.People;

namespace Cer.Browser.Tests;

/// <summary>A technician at the setup page of the collectors in a real browser; the tests ask what was seen.</summary>
public sealed class Technician : IAsyncLifetime
{
    private JsonElement _met;
    private JsonElement _away;

    /// <summary>What was shown to work, or what was wrong, of one kind.</summary>
    public IReadOnlyList<string> Told(string kind) =>
    [
        .. new[] { _met, _away }.SelectMany(one => one.GetProperty(kind).EnumerateArray()).Select(text => text.GetString()!),
    ];

    public async ValueTask InitializeAsync()
    {
        await using var house = await TownHouse.StartAsync();
        await using var town = await DemoTown.StartAsync(house);
        _met = await PageScript.RunAsync("dev/mapping.mjs", new
        {
            address = town.Address,
            invite = await town.InviteAsync("tecnico", "Tecnico Inventato", Role.Operator),
            phase = "met",
            now = DemoTown.Now,
        });
        await house.StopAsync();
        _away = await PageScript.RunAsync("dev/mapping.mjs", new
        {
            address = town.Address,
            invite = await town.InviteAsync("tecnica", "Tecnica Inventata", Role.Operator),
            phase = "away",
            now = DemoTown.Now,
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
