using Cer.HomeAssistant.Peer;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes;
using Cer.Operations.Ports;
using Cer.Storage.Homes;
using NodaTime;

namespace Cer.Host.Tests.Homes;

/// <summary>The verb home as a process of its own: what it does, what it says, and with which status it ends.</summary>
public sealed class HomeCommandTests
{
    private static readonly string[] Energy = ["energy", "--community", "prova"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_dashboard_is_shown_first_and_only_what_was_shown_is_added()
    {
        await using var peer = await HomePeer.StartAsync();
        await using var town = await HomeTown.MakeAsync(peer);
        await HomeTown.DeclareAsync(town);
        await using (var client = new HomeClient(peer.Client, TimeProvider.System))
        {
            client.Start();
            foreach (var what in (string[])["shared", "grid"])
            {
                await client.Statistics.ImportAsync(
                    new($"cer:prova_{what}", what, "kWh", "energy"), [new(Instant.FromUtc(2025, 7, 1, 0, 0), 1, 1)], Cancellation);
            }
        }

        var shown = await town.RunAsync("home", [.. Energy, "--propose"]);
        Assert.Equal((0, ""), (shown.Exit, shown.Error));
        Assert.Contains("cer:prova_injected is not there yet, and is left out", shown.Output, StringComparison.Ordinal);
        Assert.Contains(
            "to be added: cer:prova_shared, cer:prova_grid; the sources as a whole would be:", shown.Output, StringComparison.Ordinal);
        Assert.Null(peer.Energy.Preferences);
        var last = shown.Output.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("to do so: cer home energy --community prova --apply ", last, StringComparison.Ordinal);
        var word = last.Split(' ')[^1];

        var other = await town.RunAsync("home", [.. Energy, "--apply", "0123456789abcdef"]);
        Assert.Equal((2, "home energy: --apply: found another Energy dashboard than was shown, expected the same: --propose again."),
            (other.Exit, other.Error.TrimEnd()));
        Assert.Null(peer.Energy.Preferences);

        var applied = await town.RunAsync("home", [.. Energy, "--apply", word]);
        Assert.Equal((0, "added: cer:prova_shared, cer:prova_grid"), (applied.Exit, applied.Output.TrimEnd()));
        Assert.Contains("cer:prova_grid", peer.Energy.Preferences!.ToJsonString(), StringComparison.Ordinal);
        var again = await town.RunAsync("home", [.. Energy, "--propose"]);
        Assert.Equal(0, again.Exit);
        Assert.EndsWith("nothing to add", again.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--community", "prova", "Found neither or both, expected --propose or --apply WORD.")]
    [InlineData("--propose", "--apply", "Found neither or both, expected --propose or --apply WORD.")]
    [InlineData("--propose", "", "Found no Home Assistant in settings.json, expected home.url and home.token_file.")]
    public async Task What_cannot_be_meant_is_told_and_ends_with_two(string first, string second, string sentence)
    {
        await using var town = await HomeTown.MakeAsync(null);
        string[] rest = first == "--community" ? [] : second.Length == 0 ? [first] : [first, second, "x"];
        var told = await town.RunAsync("home", [.. Energy, .. rest]);
        Assert.Equal((2, $"home energy: {sentence}"), (told.Exit, told.Error.TrimEnd()));
    }

    [Fact]
    public async Task A_house_that_does_not_let_the_program_in_is_no_fault_of_the_input()
    {
        await using var peer = await HomePeer.StartAsync();
        await using var town = await HomeTown.MakeAsync(peer, token: "forged-7a1");
        await HomeTown.DeclareAsync(town);
        var told = await town.RunAsync("home", [.. Energy, "--propose"]);
        Assert.Equal(1, told.Exit);
        Assert.StartsWith("home energy: Home Assistant: ", told.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("forged", told.Error + told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_is_sent_again_where_anything_is_sent_and_else_it_is_told_that_nothing_is()
    {
        await using var town = await HomeTown.MakeAsync(null);
        await HomeTown.DeclareAsync(town);
        var none = await town.RunAsync("home", "rebuild");
        Assert.Equal((2, "home rebuild: Found no Home Assistant that is sent statistics, expected the server to run with one."),
            (none.Exit, none.Error.TrimEnd()));

        var outbox = new HomeOutbox(town.Database.App);
        await outbox.OpenAsync("casa:8123", Cancellation);
        var community = new CommunityId(1);
        await outbox.DoneAsync(community, (await outbox.WaitingAsync(community, Cancellation))!.Value.Rows, Cancellation);
        var done = await town.RunAsync("home", "rebuild");
        Assert.Equal((0, "all statistics wait to be sent to casa:8123"), (done.Exit, done.Output.TrimEnd()));
        Assert.Equal(IHomeOutbox.AllDays, (await outbox.WaitingAsync(community, Cancellation))!.Value.First);
    }
}
