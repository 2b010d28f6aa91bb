using System.Collections.Concurrent;
using Cer.Operations.Documents;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Reporting.Tests;

/// <summary>Several presses at once never decide about numbers.</summary>
public class OrderTests
{
    private static readonly YearMonth October = new(2025, 10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Numbers_follow_the_order_of_the_members_whichever_press_is_faster_and_whatever_fails()
    {
        await using var calm = await Town.SettledAsync("cer-magliano-ottobre", press: new BlankPress());
        await calm.MakeAsync(October, DocumentKind.Statement);
        var expected = Members(await calm.DocumentsAsync());
        var names = (await calm.Get<ICommunityStore>().LoadAsync(calm.Community, null, Cancellation))!.Community.Members
            .ToDictionary(member => member.Id, member => $"<b><bdi>{member.Name}</bdi></b>", StringComparer.Ordinal);
        string[] refused = [expected[1], expected[2], expected[11], expected[^1]];

        var press = new UnevenPress(html =>
            refused.Any(member => html.Contains(names[member], StringComparison.Ordinal)));
        await using var town = await Town.SettledAsync("cer-magliano-ottobre", press: press);
        var job = await town.MakeAsync(October, DocumentKind.Statement);
        Assert.Equal((JobState.Failed, 26, 4), (job.State, job.Done, job.Faults.Count));
        var documents = await town.DocumentsAsync();
        Assert.Equal(expected.Except(refused), Members(documents));
        Assert.Equal(Enumerable.Range(1, 26), documents.Select(document => document.Number.Number).Order());
        foreach (var document in documents)
        {
            var html = await town.Archive.HtmlAsync(document, Cancellation);
            Assert.Contains(document.Number.ToString(), html, StringComparison.Ordinal);
            Assert.Contains(names[document.Member!.Value.Code], html, StringComparison.Ordinal);
        }

        Assert.True(press.MostAtOnce <= UnevenPress.Presses, $"{press.MostAtOnce} at once");
    }

    [Fact]
    public async Task Two_presses_side_by_side_give_the_bytes_that_one_gives()
    {
        await using var one = new WeasyPress();
        await using var room = new PressRoom(2);
        var pages = Enumerable.Range(0, 6)
            .Select(i => "<!DOCTYPE html><html lang=\"it\"><head><title>Prova</title></head>"
                + $"<body><h1>Pagina {i}</h1></body></html>")
            .ToArray();
        var when = Instant.FromUtc(2026, 11, 3, 8, 0);
        var printed = await Task.WhenAll(pages.Select(page => room.PressAsync(page, "prova", when, Cancellation)));
        Assert.Equal(2, room.ProcessIds.Count);
        for (var i = 0; i < pages.Length; i++)
        {
            Assert.Equal(
                Assert.IsType<PressOutcome.Made>(await one.PressAsync(pages[i], "prova", when, Cancellation)).Pdf.ToArray(),
                Assert.IsType<PressOutcome.Made>(printed[i]).Pdf.ToArray());
        }
    }

    private static string[] Members(IReadOnlyList<ArchivedDocument> documents) =>
        [.. documents.OrderBy(document => document.Number.Number).Select(document => document.Member!.Value.Code)];

    /// <summary>Lets the later of two documents overtake the earlier one.</summary>
    private sealed class UnevenPress(Func<string, bool> refuses) : IPdfPress
    {
        public const int Presses = 3;

        private readonly ConcurrentDictionary<Guid, bool> _inside = new();

        public int Width => Presses;

        public int MostAtOnce { get; private set; }

        public async Task<PressOutcome> PressAsync(
            string html, string name, Instant when, CancellationToken cancellation)
        {
            var turn = Guid.NewGuid();
            _inside[turn] = true;
            lock (_inside) MostAtOnce = Math.Max(MostAtOnce, _inside.Count);
            await Task.Delay(html.Length % 7 * 5, cancellation);
            _inside.TryRemove(turn, out _);
            return refuses(html)
                ? new PressOutcome.Broken("Found a smudge, expected a page.")
                : new PressOutcome.Made(new byte[] { 1 }, 1);
        }
    }
}
