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
        for (var i = 0; i < due.Length; i++)
        {
            var item = due[i];
            string? sentence;
            try
            {
                sentence = await MakeAsync(claim, facts, item, cancellation);
            }
            catch (PressException missing)
            {
                (away, broken) = (true, missing.Message);
                break;
            }

            if (sentence is not null)
            {
                faults.Add(item?.Id ?? 0);
                broken = Problem(faults.Count, item, sentence);
            }
            else
            {
                made.Add(item?.Id ?? 0);
            }
        }

        var progress = new DocumentProgress(
            run, items.Count, items.Count(item => made.Contains(item?.Id ?? 0)), [.. faults.Order()], broken);
        if (!away && progress.Done + faults.Count < items.Count) await claim.KeepAsync(progress, cancellation);
        else await claim.EndAsync(progress, Now, cancellation);
    }

    /// <summary>Makes one document; what went wrong when it could not be.</summary>
    private async Task<string?> MakeAsync(
        IDocumentClaim claim, MonthFacts facts, MemberFacts? member, CancellationToken cancellation)
    {
        var now = Now;
        var kind = member is null ? DocumentKind.MonthReport : DocumentKind.Statement;
        var year = now.InZone(MarketHour.Rome).Year;
        var number = new DocumentNumber(year, await claim.NextNumberAsync(year, cancellation));
        var former = await claim.FormerAsync(kind, member?.Id, cancellation);
        var subject = new DocumentSubject(facts, member, number, former?.Number, now, claim.Job.Order.Language);
        var (html, hours, fault) = await WriteAsync(subject);
        if (fault is not null) return fault;
        switch (await press.PressAsync(html, NameOf(facts, subject), now, cancellation))
        {
            case PressOutcome.Broken broken:
                return broken.Sentence;
            case PressOutcome.Made { Pages: > MostPages } tooLong:
                return FormattableString.Invariant($"Found {tooLong.Pages} pages, expected at most {MostPages}.");
            case PressOutcome.Made pressed:
                await claim.AddAsync(
                    new()
                    {
                        Number = number,
                        Kind = kind,
                        Member = member?.Id,
                        Run = facts.Row.RunId,
                        Replaces = former?.Id,
                        Pages = pressed.Pages,
                        Html = html,
                        Pdf = pressed.Pdf,
                        Hours = hours,
                        When = now,
                    },
                    cancellation);
                return null;
            default:
                throw new NotSupportedException("Found an outcome of the press that is not known.");
        }
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
