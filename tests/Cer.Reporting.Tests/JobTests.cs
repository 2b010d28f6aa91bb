using System.Diagnostics;
using System.Text.Json;
using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Reporting.Tests;

/// <summary>Jobs are shared by nodes, cancelled by people and outlive a killed program; each document is made once.</summary>
public class JobTests
{
    private const string Magliano = "cer-magliano-ottobre";
    private static readonly YearMonth October = new(2025, 10);
    private static readonly DocumentKind[] Both = [DocumentKind.MonthReport, DocumentKind.Statement];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_with_two_jobs_make_each_document_once_and_leave_no_hole()
    {
        await using var town = await Town.SettledAsync(Magliano, press: new BlankPress());
        var first = await town.OrderAsync(October, Both);
        var second = await town.OrderAsync(October, Both);
        await Task.WhenAll(WorkAsync(town, Worker(town)), WorkAsync(town, Worker(town)));
        Assert.Equal(JobState.Done, (await town.Jobs.FindAsync(town.Community, first.Id, Cancellation))!.State);
        Assert.Equal(JobState.Done, (await town.Jobs.FindAsync(town.Community, second.Id, Cancellation))!.State);
        await AreWholeAsync(town);
    }

    [Fact]
    public async Task A_cancelled_job_stays_cancelled_and_what_it_made_stays()
    {
        await using var town = await Town.SettledAsync(Magliano, press: new BlankPress());
        var job = await town.OrderAsync(October, Both);
        await town.Make.StepAsync((town.Community, job.Id), Cancellation);
        var now = Instant.FromUtc(2027, 2, 1, 18, 0);
        Assert.True(await town.Jobs.CancelAsync(town.Community, job.Id, now, Cancellation));
        Assert.False(await town.Jobs.CancelAsync(town.Community, job.Id, now, Cancellation));
        Assert.Null(await town.Make.StepAsync(null, Cancellation));
        var ended = await town.Jobs.FindAsync(town.Community, job.Id, Cancellation);
        Assert.Equal((JobState.Cancelled, 8, 31), (ended!.State, ended.Done, ended.Total));
        Assert.Equal(8, (await town.DocumentsAsync()).Count);
    }

    [Fact]
    public async Task A_job_whose_program_was_killed_is_finished_by_the_next_with_every_document_once()
    {
        await using var town = await Town.SettledAsync(Magliano, press: new BlankPress());
        var data = Directory.CreateTempSubdirectory("cer-report-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(data.FullName, "settings.json"),
                JsonSerializer.Serialize(new { connection = town.Address }),
                Cancellation);
            using var program = Process.Start(new ProcessStartInfo("dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "cer.dll"), "report", "--data", data.FullName,
                "--community", Town.Code, "--month", "2025-10",
                "--clock", "2027-02-01T18:00:00+01:00",
            ])
            { RedirectStandardError = true })!;
            // The first words are the progress of the first step that was kept.
            Assert.Equal("8/31", await program.StandardError.ReadLineAsync(Cancellation));
            program.Kill();
            await program.WaitForExitAsync(Cancellation);
        }
        finally
        {
            data.Delete(recursive: true);
        }

        DocumentJob? ended = null;
        for (var waited = Stopwatch.StartNew(); ended is not { HasEnded: true } && waited.Elapsed < TimeSpan.FromMinutes(2);)
        {
            ended = await town.Make.StepAsync(null, Cancellation) ?? ended;
            // The server notices by and by that the killed program is gone, and lets go of its claim.
            if (ended is null) await Task.Delay(100, Cancellation);
        }

        Assert.Equal((JobState.Done, 31), (ended!.State, ended.Done));
        await AreWholeAsync(town);
    }

    private static MakeDocuments Worker(Town town) => new(
        town.Jobs,
        town.Get<ReadMonthFacts>(),
        town.Get<Operations.Ports.IRunStore>(),
        town.Get<IDocumentWriter>(),
        town.Get<IPdfPress>(),
        town.Get<TimeProvider>());

    private static async Task WorkAsync(Town town, MakeDocuments worker)
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromMinutes(2))
        {
            if (await worker.StepAsync(null, Cancellation) is not null) continue;
            // Nothing that is free; the other worker may hold the rest.
            if ((await town.DocumentsAsync()).Count == 31) return;
            await Task.Delay(50, Cancellation);
        }
    }

    private static async Task AreWholeAsync(Town town)
    {
        var documents = await town.DocumentsAsync();
        Assert.Equal(Enumerable.Range(1, 31), documents.Select(document => document.Number.Number).Order());
        Assert.Equal(31, documents.Select(document => document.Member?.Code).Distinct().Count());
    }
}
