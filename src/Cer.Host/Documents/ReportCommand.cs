using System.CommandLine;
using Cer.Host.Data;
using Cer.Host.Settle;
using Cer.Operations.Documents;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Documents;

/// <summary>The verb <c>report</c>: makes the documents of a settled month, archives them, and writes them out when wanted.</summary>
internal static class ReportCommand
{
    private const string Who = "cer report";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static Command Create()
    {
        var community = new Option<string>("--community") { Description = "The stored community.", Required = true };
        var month = new Option<string>("--month") { Description = "The settled month, such as 2026-01.", Required = true };
        var kind = new Option<string[]>("--kind") { Description = "month_report or statement; both when left out." };
        var language = new Option<string>("--language") { Description = "it or en.", DefaultValueFactory = _ => "it" };
        var output = new Option<string?>("--output") { Description = "Folder for copies of the PDFs and their hours." };
        var send = new Option<bool>("--send")
        {
            Description = "Send them as letters: each once to an address, however often this is said.",
        };
        var data = DataOption.Create();
        var command = new Command("report", "Make the month report and the members' statements of a settled month, and archive them.")
        {
            community, month, kind, language, output, send, data,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("report", async () =>
        {
            var kinds = parse.GetValue(kind) is { Length: > 0 } some ? some : ["month_report", "statement"];
            var (order, fault) = new DocumentRequest(parse.GetValue(month), kinds, parse.GetValue(language)).Read();
            if (order is null) throw new UserFault(fault!);
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            var found = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            var exit = await RunAsync(services, found, order, parse.GetValue(output), cancellation);
            if (exit == ExitCodes.Done && parse.GetValue(send)) await SendAsync(services, found, order, cancellation);
            return exit;
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        IServiceProvider services, CommunityId community, DocumentOrder order, string? output, CancellationToken cancellation)
    {
        using var folder = output is null ? null : new FolderOutput(output);
        var jobs = services.GetRequiredService<IDocumentJobs>();
        var time = services.GetRequiredService<TimeProvider>();
        var job = await jobs.AddAsync(community, order, Who, Now(), cancellation);
        try
        {
            job = await WorkAsync(services, job, cancellation);
        }
        catch (OperationCanceledException)
        {
            await jobs.CancelAsync(community, job.Id, Now(), CancellationToken.None);
            throw;
        }

        if (folder is not null && job.Run is { } run)
        {
            await CopyAsync(services.GetRequiredService<IDocumentArchive>(), job, run, folder, cancellation);
            folder.Commit();
        }

        Console.WriteLine(FormattableString.Invariant($"{job.Done} of {job.Total ?? 0} documents are in the archive."));
        if (job.State == JobState.Done) return ExitCodes.Done;
        await Console.Error.WriteLineAsync($"report: {job.Problem ?? "Found the job cancelled, expected it to end."}");
        return ExitCodes.Failed;

        Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
    }

    private static async Task SendAsync(
        IServiceProvider services, CommunityId community, DocumentOrder order, CancellationToken cancellation)
    {
        var send = services.GetRequiredService<SendDocuments>();
        switch (await send.RunAsync(community, order.Month, order.Kinds, cancellation))
        {
            case SendingOutcome.Refused refused:
                throw new UserFault(refused.Sentence);
            case SendingOutcome.Put { Report: var report }:
                Console.WriteLine(
                    FormattableString.Invariant($"{report.Queued} letters wait to be sent, ")
                    + FormattableString.Invariant($"{report.AlreadySent} had been put before,")
                    + FormattableString.Invariant($" {report.WithoutAddress} documents have nobody with an address."));
                if (report.Unsubscribed + report.Undeliverable > 0)
                    Console.WriteLine(FormattableString.Invariant(
                        $"Not put: {report.Unsubscribed} whose readers want none, {report.Undeliverable} whose address does not exist."));
                break;
        }
    }

    private static async Task<DocumentJob> WorkAsync(
        IServiceProvider services, DocumentJob job, CancellationToken cancellation)
    {
        var make = services.GetRequiredService<MakeDocuments>();
        var jobs = services.GetRequiredService<IDocumentJobs>();
        var told = -1;
        while (!job.HasEnded)
        {
            // A server on the same database may have taken the job: then its progress is watched.
            var step = await make.StepAsync((job.Community, job.Id), cancellation);
            if (step is null) await Task.Delay(Pause, cancellation);
            job = step ?? (await jobs.FindAsync(job.Community, job.Id, cancellation))!;
            if (job.Done == told || job.Total is null) continue;
            told = job.Done;
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"{job.Done}/{job.Total}"));
        }

        return job;
    }

    private static async Task CopyAsync(
        IDocumentArchive archive, DocumentJob job, long run, FolderOutput folder, CancellationToken cancellation)
    {
        foreach (var document in await archive.ListAsync(job.Community, job.Order.Month, null, cancellation))
        {
            if (document.Run != run || document.Language != job.Order.Language || !job.Order.Kinds.Contains(document.Kind)) continue;
            var name = DocumentName.Of(document);
            await using var pdf = folder.Create(name + ".pdf");
            await pdf.WriteAsync(await archive.PdfAsync(document, cancellation), cancellation);
            await using var hours = folder.Create(name + ".csv");
            await hours.WriteAsync(await archive.HoursAsync(document, cancellation), cancellation);
        }
    }
}
