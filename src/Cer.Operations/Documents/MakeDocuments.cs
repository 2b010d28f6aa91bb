using Cer.Domain;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>Makes the documents of orders, a few at a time: each step is kept whole or not at all.</summary>
/// <remarks>
/// Documents, their numbers and the job's progress commit together, so a node that dies loses at most a step, and two
/// nodes never make one document twice. A document that cannot be made is left out and named; the others are made.
/// </remarks>
public sealed class MakeDocuments(
    IDocumentJobs jobs, ReadMonthFacts read, IRunStore runs, IDocumentWriter writer, IPdfPress press, TimeProvider time)
{
    /// <summary>The most pages a document may have.</summary>
    public const int MostPages = 3;

    private const int StepSize = 8;

    private (CommunityId Community, MonthFacts Facts)? _latest;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Does a step of the oldest open job, or of the one that is named; null when there is nothing to do.</summary>
    public async Task<DocumentJob?> StepAsync(
        (CommunityId Community, long Id)? named, CancellationToken cancellation)
    {
        await using var claim = await jobs.ClaimAsync(named, cancellation);
        if (claim is null)
        {
            _latest = null;
            return null;
        }

        var job = claim.Job;
        switch (await FactsAsync(job, cancellation))
        {
            case MonthFactsOutcome.Refused refused:
                await claim.EndAsync(
                    new(job.Run, job.Total, job.Done, job.Faults, refused.Sentence), Now, cancellation);
                break;
            case MonthFactsOutcome.Known known:
                await StepAsync(claim, known.Facts, cancellation);
                break;
        }

        return await jobs.FindAsync(job.Community, job.Id, cancellation);
    }

    private async Task StepAsync(IDocumentClaim claim, MonthFacts facts, CancellationToken cancellation)
    {
        var (job, run) = (claim.Job, facts.Row.RunId);
        // A month settled anew since the job began is told as it is now, to everybody.
        var faults = job.Run == run ? job.Faults.ToHashSet() : [];
        var items = Items(job.Order, facts);
        var made = new HashSet<int>();
        await claim.TakeTurnAsync(cancellation);
        foreach (var kind in job.Order.Kinds) made.UnionWith(await claim.MadeAsync(kind, run, cancellation));
        MemberFacts?[] due =
            [.. items.Where(item => !made.Contains(item?.Id ?? 0) && !faults.Contains(item?.Id ?? 0)).Take(StepSize)];
        var broken = job.Run == run ? job.Problem : null;
        var away = false;
        try
        {
            foreach (var (item, sentence) in await MakeAsync(claim, facts, due, cancellation))
            {
                if (sentence is null)
                {
                    made.Add(item?.Id ?? 0);
                }
                else
                {
                    faults.Add(item?.Id ?? 0);
                    broken = Problem(faults.Count, item, sentence);
                }
            }
        }
        catch (PressException missing)
        {
            (away, broken) = (true, missing.Message);
        }

        var progress = new DocumentProgress(
            run, items.Count, items.Count(item => made.Contains(item?.Id ?? 0)), [.. faults.Order()], broken);
        if (!away && progress.Done + faults.Count < items.Count) await claim.KeepAsync(progress, cancellation);
        else await claim.EndAsync(progress, Now, cancellation);
    }

    /// <summary>Makes documents, and says of each what went wrong when it could not be made.</summary>
    /// <remarks>
    /// Pressed side by side, numbered in their order. A document that fails leaves its number to the next one, and
    /// those after it are pressed again with theirs: which press was faster never decides about a number.
    /// </remarks>
    private async Task<List<(MemberFacts? Item, string? Sentence)>> MakeAsync(
        IDocumentClaim claim, MonthFacts facts, MemberFacts?[] due, CancellationToken cancellation)
    {
        var now = Now;
        var year = now.InZone(MarketHour.Rome).Year;
        var results = new List<(MemberFacts? Item, string? Sentence)>();
        while (due.Length > 0)
        {
            var next = await claim.NextNumberAsync(year, cancellation);
            var orders = new List<(DocumentSubject Subject, long? Replaces)>();
            foreach (var member in due)
            {
                var kind = member is null ? DocumentKind.MonthReport : DocumentKind.Statement;
                var former = await claim.FormerAsync(kind, member?.Id, cancellation);
                orders.Add((
                    new(facts, member, new(year, next + orders.Count), former?.Number, now, claim.Job.Order.Language),
                    former?.Id));
            }

            var pressed = new (NewDocument? Document, string? Sentence)[orders.Count];
            var side = new ParallelOptions { MaxDegreeOfParallelism = press.Width, CancellationToken = cancellation };
            await Parallel.ForAsync(0, orders.Count, side, async (i, token) =>
                pressed[i] = await PressAsync(orders[i].Subject, orders[i].Replaces, token));

            var good = pressed.TakeWhile(one => one.Document is not null).Count();
            for (var i = 0; i < good; i++) await claim.AddAsync(pressed[i].Document!, cancellation);
            results.AddRange(due.Take(good).Select(item => (item, (string?)null)));
            var failed = due.Index().Where(one => pressed[one.Index].Document is null).ToArray();
            results.AddRange(failed.Select(one => (one.Item, pressed[one.Index].Sentence)));
            due =
            [
                .. due.Index().Where(one => one.Index >= good && pressed[one.Index].Document is not null)
                    .Select(one => one.Item),
            ];
        }

        return results;
    }

    /// <summary>One document, or what went wrong with it.</summary>
    private async Task<(NewDocument? Document, string? Sentence)> PressAsync(
        DocumentSubject subject, long? replaces, CancellationToken cancellation)
    {
        var (html, hours, fault) = await WriteAsync(subject);
        if (fault is not null) return (null, fault);
        return await press.PressAsync(html, NameOf(subject.Facts, subject), subject.When, cancellation) switch
        {
            PressOutcome.Broken broken => (null, broken.Sentence),
            PressOutcome.Made { Pages: > MostPages } tooLong =>
                (null, FormattableString.Invariant($"Found {tooLong.Pages} pages, expected at most {MostPages}.")),
            PressOutcome.Made made => (
                new()
                {
                    Number = subject.Number,
                    Kind = subject.Kind,
                    Member = subject.Member?.Id,
                    Run = subject.Facts.Row.RunId,
                    Replaces = replaces,
                    Pages = made.Pages,
                    Html = html,
                    Pdf = made.Pdf,
                    Hours = hours,
                    When = subject.When,
                },
                null),
            _ => throw new NotSupportedException("Found an outcome of the press that is not known."),
        };
    }

    /// <summary>Its text and hours; or what a template that fails on them says: that is this document's fault alone.</summary>
    private async Task<(string Html, byte[] Hours, string? Fault)> WriteAsync(DocumentSubject subject)
    {
        try
        {
            return (await writer.HtmlAsync(subject), writer.Hours(subject), null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Its kind alone: the words may hold those of the document.
            return ("", [], $"Found {failure.GetType().Name} in its template, expected a text.");
        }
    }

    private async Task<MonthFactsOutcome> FactsAsync(DocumentJob job, CancellationToken cancellation)
    {
        if (_latest is var (community, facts) && community == job.Community && facts.Month == job.Order.Month)
        {
            var months = await runs.MonthsAsync(community, cancellation);
            if (months.Any(row => row.RunId == facts.Row.RunId && row.Settled.Month == facts.Month))
                return new MonthFactsOutcome.Known(facts);
        }

        var outcome = await read.RunAsync(job.Community, job.Order.Month, cancellation);
        _latest = outcome is MonthFactsOutcome.Known known ? (job.Community, known.Facts) : null;
        return outcome;
    }

    private static List<MemberFacts?> Items(DocumentOrder order, MonthFacts facts)
    {
        var items = new List<MemberFacts?>();
        if (order.Kinds.Contains(DocumentKind.MonthReport)) items.Add(null);
        if (order.Kinds.Contains(DocumentKind.Statement)) items.AddRange(facts.Members);
        return items;
    }

    private static string NameOf(MonthFacts facts, DocumentSubject subject) =>
        FormattableString.Invariant($"cer-{facts.Community}-{subject.Number}-{facts.Row.RunId}");

    private static string Problem(int count, MemberFacts? member, string sentence) => FormattableString.Invariant(
        $"Found {count} that could not be made, expected all; the others are in the archive. The last was ")
        + (member is null ? "the report: " : FormattableString.Invariant($"the statement of member {member.Id}: ")) + sentence;
}
