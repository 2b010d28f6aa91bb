using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Deadlines;

/// <summary>Says that a deadline was seen to once the statement of GSE that it waits for was brought in.</summary>
/// <remarks>A year's balance is seen to when each of its months is; what was taken back opens its deadline again.</remarks>
public sealed class MarkDeadlines(
    KeepDeadlines deadlines, IDeadlineStore store, IStatementStore statements, TimeProvider time)
{
    private const string Statement = "Conto n. ";
    private const int LongestFile = 200;
    private const int LongestNote = 500;

    /// <summary>After an import: what it shows is its number and the name of its file.</summary>
    public async Task ImportedAsync(
        CommunityId community, long import, string file, IReadOnlyList<StatementLine> lines, string who, CancellationToken cancellation)
    {
        if (await store.FirstMonthAsync(community, cancellation) is not { } first) return;
        var marked = await MarkedAsync(community, cancellation);
        var note = $"{NoteOf(import)}: {(file.Length <= LongestFile ? file : file[..LongestFile])}.";
        foreach (var told in MonthStatement.Of(import, lines).DistinctBy(one => (one.Month, one.Kind)))
        {
            if (await DeadlineOfAsync(community, first, told, cancellation) is not var (kind, of) || marked.Contains((kind, of))) continue;
            await deadlines.MarkAsync(community, kind, of, true, note, who, cancellation);
            marked.Add((kind, of));
        }
    }

    /// <summary>After an import was taken back: what it alone had shown is open again, and a year's balance that lacks a month.</summary>
    public async Task UndoneAsync(CommunityId community, long import, string reason, string who, CancellationToken cancellation)
    {
        foreach (var mark in await store.MarksAsync(community, cancellation))
        {
            if (!mark.IsDone || !(mark.Note.StartsWith($"{NoteOf(import)}:", StringComparison.Ordinal)
                || await LacksAMonthAsync(community, mark, cancellation))) continue;
            var note = $"{NoteOf(import)} annullato: {reason}";
            await deadlines.MarkAsync(
                community, mark.Kind, mark.Of, false, note.Length <= LongestNote ? note : note[..LongestNote], who, cancellation);
        }
    }

    private static string NoteOf(long import) => FormattableString.Invariant($"{Statement}{import}");

    private async Task<HashSet<(DeadlineKind, YearMonth)>> MarkedAsync(CommunityId community, CancellationToken cancellation) =>
        [.. (await store.MarksAsync(community, cancellation)).Where(mark => mark.IsDone).Select(mark => (mark.Kind, mark.Of))];

    private async Task<(DeadlineKind, YearMonth)?> DeadlineOfAsync(
        CommunityId community, YearMonth first, MonthStatement told, CancellationToken cancellation)
    {
        var month = new YearMonth(told.Month.Year, told.Month.Month);
        switch (told.Kind)
        {
            case StatementKind.Advance:
                return (DeadlineKind.Advance, month);
            case StatementKind.Recalculation:
                return (DeadlineKind.Recalculation, SessionOf(told.Published ?? Today));
            default:
                return await IsToldAsync(community, first, month.Year, cancellation) ? (DeadlineKind.Balance, new(month.Year, 1)) : null;
        }
    }

    /// <summary>Whether it is a balance that statements had shown, and one of the year's months has none any more.</summary>
    private async Task<bool> LacksAMonthAsync(CommunityId community, DeadlineMark mark, CancellationToken cancellation) =>
        mark.Kind == DeadlineKind.Balance && mark.Note.StartsWith(Statement, StringComparison.Ordinal)
        && await store.FirstMonthAsync(community, cancellation) is { } first
        && !await IsToldAsync(community, first, mark.Of.Year, cancellation);

    private async Task<bool> IsToldAsync(CommunityId community, YearMonth first, int year, CancellationToken cancellation)
    {
        var told = await statements.StatementsAsync(community, new(year, 1), new(year, 12), cancellation);
        return MonthsOf(first, year).All(one => told.Any(other =>
            other.Kind != StatementKind.Advance && other.Month == new MarketMonth(one.Year, one.Month)));
    }

    /// <summary>The months of a year from the first month of energy on.</summary>
    internal static IEnumerable<YearMonth> MonthsOf(YearMonth first, int year) =>
        Enumerable.Range(1, 12).Select(month => new YearMonth(year, month)).Where(month => month >= first);

    /// <summary>The June or December that was last when it was published: GSE recalculates twice a year.</summary>
    private static YearMonth SessionOf(LocalDate published) => published.Month switch
    {
        12 => new(published.Year, 12),
        >= 6 => new(published.Year, 6),
        _ => new(published.Year - 1, 12),
    };

    private LocalDate Today => Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
}
