using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Reporting.Tests;

/// <summary>The press gives the same bytes for the same text, fetches nothing, and outlives what kills it.</summary>
public class PressTests
{
    private static readonly Instant When = Instant.FromUtc(2026, 11, 3, 8, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_give_the_same_bytes_and_another_time_gives_others()
    {
        await using var one = new WeasyPress();
        await using var other = new WeasyPress();
        var first = await MadeAsync(one, Page("Uno"));
        Assert.Equal(first, await MadeAsync(one, Page("Uno")));
        Assert.Equal(first, await MadeAsync(other, Page("Uno")));
        Assert.NotEqual(first, await MadeAsync(other, Page("Due")));
        Assert.Equal((1, 1), (one.Starts, other.Starts));
    }

    [Fact]
    public async Task Nothing_is_fetched_from_network_or_disk()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var press = new WeasyPress();
        var pdf = await MadeAsync(press, Page(
            $"<img src='http://127.0.0.1:{port}/a.png'><link rel='stylesheet' href='http://127.0.0.1:{port}/a.css'>"
            + "<iframe src='file:///etc/hostname'></iframe><object data='file:///etc/passwd'></object>"));
        Assert.DoesNotContain("root:", await Tool.ReadAsync("pdftotext", pdf, "-"), StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_press_that_was_killed_is_started_again()
    {
        await using var press = new WeasyPress();
        var before = await MadeAsync(press, Page("Prima"));
        using (var process = Process.GetProcessById(press.ProcessId!.Value))
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        // Its death is noticed before the next document, or in it: then that one alone is lost.
        var next = await press.PressAsync(Page("Prima"), "prova", When, Cancellation);
        Assert.True(next is PressOutcome.Broken or PressOutcome.Made);
        Assert.Equal(before, await MadeAsync(press, Page("Prima")));
        Assert.Equal(2, press.Starts);
    }

    [Fact]
    public async Task In_a_room_of_presses_what_one_died_over_is_pressed_again()
    {
        await using var room = new PressRoom(1);
        var before = Assert.IsType<PressOutcome.Made>(await room.PressAsync(Page("Prima"), "prova", When, Cancellation));
        var press = Assert.Single(room.ProcessIds);
        // It stands still, so that it is in the middle of the document when it dies.
        await Tool.RunAsync("kill", "-STOP", $"{press}");
        var again = room.PressAsync(Page("Prima"), "prova", When, Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(300), Cancellation);
        Assert.False(again.IsCompleted);
        using (var process = Process.GetProcessById(press)) process.Kill();
        Assert.Equal(before.Pdf.ToArray(), Assert.IsType<PressOutcome.Made>(await again).Pdf.ToArray());
        Assert.NotEqual(press, Assert.Single(room.ProcessIds));
    }

    [Fact]
    public async Task Who_leaves_while_a_press_starts_takes_nobody_elses_document()
    {
        await using var room = new PressRoom(1);
        using var leaves = new CancellationTokenSource();
        var left = room.PressAsync(Page("Chi se ne va"), "prova", When, leaves.Token);
        // Python imports for longer than that: the press has not said yet that it is ready.
        await Task.Delay(TimeSpan.FromMilliseconds(50), Cancellation);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        foreach (var text in (string[])["Prima", "Seconda", "Terza"])
        {
            var made = Assert.IsType<PressOutcome.Made>(await room.PressAsync(Page(text), "prova", When, Cancellation));
            Assert.Contains(text, await Tool.ReadAsync("pdftotext", made.Pdf.ToArray(), "-"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_document_without_end_is_given_up_and_the_next_is_printed()
    {
        await using var press = new WeasyPress(WeasyPress.SystemPython, TimeSpan.FromSeconds(20));
        var endless = Page(string.Concat(Enumerable.Repeat("<table><tr><td><p>a b c d e f g h</p></td></tr></table>", 60_000)));
        var broken = Assert.IsType<PressOutcome.Broken>(await press.PressAsync(endless, "a", When, Cancellation));
        Assert.Contains("expected", broken.Sentence, StringComparison.Ordinal);
        Assert.NotEmpty(await MadeAsync(press, Page("Dopo")));
    }

    [Fact]
    public async Task Without_weasyprint_there_is_a_sentence_that_says_what_to_install()
    {
        await using var press = new WeasyPress("/nonexistent/python3", TimeSpan.FromSeconds(20));
        var missing = await Assert.ThrowsAsync<PressException>(() => press.PressAsync(Page("A"), "a", When, Cancellation));
        Assert.Contains("apt-get install weasyprint", missing.Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> MadeAsync(WeasyPress press, string html) => Assert.IsType<PressOutcome.Made>(
        await press.PressAsync(html, "prova", When, Cancellation)).Pdf.ToArray();

    private static string Page(string body) =>
        $"<!DOCTYPE html><html lang=\"it\"><head><title>Prova</title></head><body><h1>Prova</h1>{body}</body></html>";
}
