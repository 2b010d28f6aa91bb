using Cer.Domain;
using Cer.Operations.Alarms;
using Cer.Operations.Desk;
using Cer.Operations.Ports;
using Cer.Settlement.Dates;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Deadlines;

/// <summary>The calendar of a community's money: what falls due, what was done about it, and reminders of what was not.</summary>
public sealed class KeepDeadlines(IDeadlineStore store, RaiseAlarms raise, TimeProvider time)
{
    public const int MostPapers = 6;

    private const int LongestNote = 500;
    private const int DaysBack = 60;
    private const string Below = "scadenze";

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private LocalDate Today => Now.InZone(MarketHour.Rome).Date;

    /// <summary>What falls due in a span of days; nothing while the community has no energy.</summary>
    public async Task<IReadOnlyList<KnownDeadline>> ListAsync(
        CommunityId community, LocalDate from, LocalDate to, CancellationToken cancellation)
    {
        if (await store.FirstMonthAsync(community, cancellation) is not { } first) return [];
        var marks = (await store.MarksAsync(community, cancellation)).ToDictionary(mark => (mark.Kind, mark.Of));
        return
        [
            .. Settlement.Dates.Deadlines.Between(first, from, to)
                .Select(one => new KnownDeadline(one, marks.GetValueOrDefault((one.Kind, one.Of)))),
        ];
    }

    /// <summary>Says that a deadline was seen to, or that it is open again; the number of the mark, or what is wrong.</summary>
    public async Task<(int? Id, IReadOnlyList<FieldFault> Faults)> MarkAsync(
        CommunityId community, DeadlineKind kind, YearMonth of, bool done, string? note, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        var told = new DeskFields(Today, faults).Text(note, "note", LongestNote, "what was done");
        if (faults.Count > 0) return (null, faults);
        var all = await ListAsync(community, of.OnDayOfMonth(1), of.PlusMonths(70).OnDayOfMonth(1), cancellation);
        if (!all.Any(one => one.Deadline.Kind == kind && one.Deadline.Of == of))
            return (null, [new("of", "unknown", "no such deadline", "one of the calendar")]);
        return (await store.MarkAsync(community, kind, of, done, told!, who, Now, cancellation), faults);
    }

    /// <summary>Keeps what shows it: a PDF or a photo; its number, or what is wrong.</summary>
    public async Task<(int? Id, IReadOnlyList<FieldFault> Faults)> AddPaperAsync(
        CommunityId community, int mark, ReadOnlyMemory<byte> file, string who, CancellationToken cancellation)
    {
        if (file.Length is 0 or > PaperLimits.FileBytes || PaperType.Of(file.Span) is not { } type)
            return (null, [new("file", "paper_type", "another file", "a PDF, JPEG or PNG of at most 8 MiB")]);
        var kept = await store.AddPaperAsync(community, mark, new(type, file), MostPapers, who, Now, cancellation);
        return kept is null
            ? (null, [new("file", "paper_many", "no such mark, or as many papers as there may be", $"a mark with fewer than {MostPapers}")])
            : (kept, []);
    }

    /// <summary>Raises an alarm for what is due within a week or late, and resolves those of what was seen to.</summary>
    public async Task RemindAsync(CommunityId community, CancellationToken cancellation)
    {
        var today = Today;
        var due = (await ListAsync(community, today.PlusDays(-DaysBack), today.PlusDays(KnownDeadline.Ahead), cancellation))
            .Where(one => one.On(today) is DeadlineState.Late or DeadlineState.Soon)
            // What GSE and the bank do is looked for when its day has come; a month that falls out is nobody's act.
            .Where(one => one.Deadline.Kind != DeadlineKind.LastRectification)
            .Select(one => Alarm(one, today)).ToArray();
        await raise.RunAsync(community, due, Below, "scadenze", Now, cancellation);
    }

    private static NewAlarm Alarm(KnownDeadline one, LocalDate today)
    {
        var (kind, of) = (one.Deadline.Kind, YearMonthPattern.Iso.Format(one.Deadline.Of));
        var day = DeadlineSentences.Day(one.Deadline.Day);
        var late = one.On(today) == DeadlineState.Late;
        return new(
            $"{Below}/{kind.Word()}/{of}",
            "deadline",
            late ? "warning" : "info",
            $"{DeadlineSentences.Of(kind, one.Deadline.Of)}: {(late ? "scaduto il" : "entro il")} {day}",
            DeadlineSentences.Act(kind),
            MarketHour.StartOf(one.Deadline.Day.PlusDays(-KnownDeadline.Ahead)));
    }
}
