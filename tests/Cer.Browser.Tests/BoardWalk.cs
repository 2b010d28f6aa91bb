using System.Text.Json;

namespace Cer.Browser.Tests;

/// <summary>A walk of a real browser through the boards where they are narrow, still, spoilt or asked for nonsense.</summary>
public sealed class BoardWalk : IAsyncLifetime
{
    private JsonElement _results;

    /// <summary>What was wrong, of one kind.</summary>
    public IReadOnlyList<string> Wrong(string kind) =>
        [.. _results.GetProperty(kind).EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>How often it was looked for.</summary>
    public int Seen(string kind) => _results.GetProperty("seen").TryGetProperty(kind, out var count) ? count.GetInt32() : 0;

    public async ValueTask InitializeAsync()
    {
        await using var town = await DemoTown.StartAsync();
        _results = await PageScript.RunAsync("dev/boardwalk.mjs", new
        {
            address = town.Address,
            staff = await town.InviteAsync("amministratore", "Amministratore", Operations.People.Role.Administrator),
            now = DemoTown.Now,
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
