using System.Globalization;
using Cer.Domain;
using Cer.Operations.Looks;
using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Notes that somebody of the staff opens a dashboard whose totals are one member's, or a few members'.</summary>
public sealed class NoteBoard(NoteTotals totals, TimeProvider time)
{
    // So far back, the month that runs included, panels look that follow the clock: twelve months and the twelve before them.
    private const int ClockMonths = 23;

    public async Task RunAsync(
        Board board, PanelAsk ask, BoardViewer viewer, IReadOnlyList<ChosenVariable> chosen, CancellationToken cancellation)
    {
        if (board.Audience != Audience.Staff || viewer.Person is not { } person) return;
        if (chosen.FirstOrDefault(one => one.Variable.Name == BoardVariable.Community)?.Values is not [{ } text]
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return;
        await totals.RunAsync(
            person, viewer.Program, new(number), $"/api/dashboards/{board.Uid}", [DaysOf(board, ask)], cancellation);
    }

    private DateInterval DaysOf(Board board, PanelAsk ask)
    {
        var query = board.Panels.FirstOrDefault(panel => panel.Id == ask.Panel)?.Queries.FirstOrDefault(one => one.RefId == ask.RefId);
        if (query is null or { Sql.UsesTime: true })
            return new(DayOf(ask.Range.From), DayOf(Instant.Max(ask.Range.From, ask.Range.To)));
        var today = DayOf(Instant.FromDateTimeOffset(time.GetUtcNow()));
        return new(today.With(DateAdjusters.StartOfMonth).PlusMonths(-ClockMonths), today);
    }

    private static LocalDate DayOf(Instant instant) => instant.InZone(MarketHour.Rome).Date;
}
