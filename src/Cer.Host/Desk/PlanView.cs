using Cer.Operations.Desk;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Desk;

/// <summary>What an act would do or did, as JSON: points by the last four characters of their codes.</summary>
internal sealed record PlanView(
    int Version,
    int? Act,
    IReadOnlyList<PlanView.Line> Lines,
    string? FirstDay,
    IReadOnlyList<string> Months,
    IReadOnlyList<FieldFault> Notices)
{
    // A table of thousands of lines helps nobody; how many there are is told.
    private const int MostLines = 500;

    public int All { get; init; } = Lines.Count;

    public static PlanView Of(DeskPlan plan, int? act = null) => new(
        plan.Version,
        act,
        [.. plan.Lines.Take(MostLines).Select(Line.Of)],
        plan.FirstDay is { } day ? LocalDatePattern.Iso.Format(day) : null,
        [.. plan.Months.Select(YearMonthPattern.Iso.Format)],
        plan.Notices)
    { All = plan.Lines.Count };

    internal sealed record Line(string Kind, string Member, string? Point, State? Before, State? After)
    {
        public static Line Of(DeskLine line) => new(
            line.Kind, line.Member, line.Pod is { } pod ? RegistryNumbers.Label(pod) : null, State.Of(line.Before), State.Of(line.After));
    }

    internal sealed record State(string? From, string? To, string? Word, decimal? PowerKw)
    {
        public static State? Of(DeskState? state) => state is null ? null : new(
            state.From is { } from ? LocalDatePattern.Iso.Format(from) : null,
            state.To is { } to ? LocalDatePattern.Iso.Format(to) : null,
            state.Word,
            state.PowerKw);
    }
}
