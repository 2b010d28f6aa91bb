using System.Text.Json.Serialization;
using Cer.Host.Viewing;
using Cer.Operations.Dashboards;
using NodaTime.Text;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Dashboards;

/// <summary>A mark over charts.</summary>
internal sealed record MarkView(
    string At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? End,
    TwoTongues Text,
    IReadOnlyList<string> Tags)
{
    public static MarkView Of(Dashboard board, BoardMark mark)
    {
        var text = PodMask.Of(mark.Text);
        return new(
            InstantPattern.General.Format(mark.At),
            mark.End is { } end ? InstantPattern.General.Format(end) : null,
            TwoTongues.Of(text, board.English.Annotations?.GetValueOrDefault(mark.Text)),
            [.. mark.Tags.Select(PodMask.Of)]);
    }
}
