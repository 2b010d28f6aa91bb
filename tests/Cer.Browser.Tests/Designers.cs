using System.Text.Json;
using Cer.Operations.People;

namespace Cer.Browser.Tests;

/// <summary>Two designers at the editor of workflows in a real browser; the tests ask what they saw.</summary>
public sealed class Designers : IAsyncLifetime
{
    private JsonElement _results;

    /// <summary>From the click to the last block of a workflow of 200 activities, in milliseconds.</summary>
    public int Opens => _results.GetProperty("opens") is { ValueKind: JsonValueKind.Number } time ? time.GetInt32() : int.MaxValue;

    /// <summary>What was shown to work, or what was wrong, of one kind.</summary>
    public IReadOnlyList<string> Told(string kind) =>
        [.. _results.GetProperty(kind).EnumerateArray().Select(text => text.GetString()!)];

    public async ValueTask InitializeAsync()
    {
        await using var town = await DemoTown.StartAsync();
        _results = await PageScript.RunAsync("dev/flows.mjs", new
        {
            address = town.Address,
            first = await town.InviteAsync("primo.disegno", "Primo Disegno", Role.Administrator),
            second = await town.InviteAsync("secondo.disegno", "Secondo Disegno", Role.Administrator),
            now = DemoTown.Now,
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
