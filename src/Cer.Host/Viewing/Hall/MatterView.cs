using System.Text.Json;
using Cer.Operations.Hall;
using NodaTime.Text;

namespace Cer.Host.Viewing.Hall;

/// <summary>Something that needs a hand, as JSON.</summary>
internal sealed record MatterView(
    string Kind,
    int Count,
    string? Since,
    bool Urgent,
    string[] Months,
    MatterView.BlockView[] Blocks,
    long? Quarters,
    int? Part,
    int? Overdue,
    string? Due,
    decimal? LargestEur)
{
    public static MatterView Of(Matter matter) => new(
        Word(matter.Kind),
        matter.Count,
        matter.Since is { } since ? HourView.Text(since) : null,
        matter.Urgent,
        [.. matter.Months.Select(YearMonthPattern.Iso.Format)],
        [.. matter.Blocks.Select(block => new BlockView(Word(block.Kind), block.Count))],
        matter.Quarters,
        matter.Part,
        matter.Overdue,
        matter.Due is { } due ? LocalDatePattern.Iso.Format(due) : null,
        matter.Largest?.Eur);

    private static string Word<T>(T kind)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    internal sealed record BlockView(string Code, long? Count);
}
