using System.Text.Json;
using Cer.Operations.People;

namespace Cer.Browser.Tests;

/// <summary>One walk of a real browser over the member's own page, of a member with a month and of one with nothing yet.</summary>
public sealed class MemberWalk : IAsyncLifetime
{
    private JsonElement _results;

    public int Number(string name) => _results.TryGetProperty(name, out var value) ? (int)value.GetDouble() : -1;

    /// <summary>What was wrong, of one kind.</summary>
    public IReadOnlyList<string> Wrong(string kind) => _results.TryGetProperty(kind, out var told)
        ? [.. told.EnumerateArray().Select(text => text.GetString()!)]
        : [$"Nothing was told of {kind}."];

    public async ValueTask InitializeAsync()
    {
        await using var town = await DemoTown.StartAsync();
        _results = await PageScript.RunAsync("dev/member.mjs", new
        {
            address = town.Address,
            member = await town.InviteAsync("membro.demo", "Famiglia Ginestra (inventata)", Role.Member, "fam-ginestra"),
            stranger = await town.StrangerAsync(),
            now = DemoTown.Now,
            month = "2026-10",
            day = "2026-10-25",
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
