using System.Text.Json;

namespace Cer.Browser.Tests;

/// <summary>One walk of a real browser through every page of the real server; the tests ask what it saw.</summary>
public sealed class Walk : IAsyncLifetime
{
    private JsonElement _results;

    /// <summary>How many pages were looked at, all looks together.</summary>
    public int Visited => _results.GetProperty("visited").GetInt32();

    /// <summary>Bytes over the wire before anything is drawn with charts.</summary>
    public int FirstLoad => _results.TryGetProperty("firstLoadBytes", out var bytes) ? (int)bytes.GetDouble() : 0;

    /// <summary>What was wrong, of one kind.</summary>
    public IReadOnlyList<string> Wrong(string kind) =>
        [.. _results.GetProperty(kind).EnumerateArray().Select(text => text.GetString()!)];

    public async ValueTask InitializeAsync()
    {
        await using var town = await DemoTown.StartAsync();
        _results = await PageScript.RunAsync("dev/visit.mjs", new
        {
            address = town.Address,
            staff = await town.InviteAsync("amministratore", "Amministratore", Operations.People.Role.Administrator),
            staffLogin = "amministratore",
            member = await town.InviteAsync(
                "membro.demo", "Famiglia Ginestra (inventata)", Operations.People.Role.Member, "fam-ginestra"),
            memberLogin = "membro.demo",
            // A member, too.
            @delegate = await town.InviteAsync("delegata.demo", "Delegata inventata", Operations.People.Role.Member, "fam-mirto"),
            delegateLogin = "delegata.demo",
            mandate = await town.DelegateAsync("delegata.demo", "fam-ginestra"),
            now = DemoTown.Now,
            month = "2026-10",
            day = "2026-10-25",
            declaration = true,
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
