using Cer.Operations.Alarms;
using Cer.Workflows.Values;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Blocks.Watch;

/// <summary>Reads a finding, as <c>Cer.DetectAnomalies</c> tells it or a designer makes it, as an alarm.</summary>
internal static class AlarmFinding
{
    private const int MostFigures = 20;

    /// <exception cref="InvalidOperationException">It is no finding; the sentence says which one.</exception>
    public static NewAlarm Read(object? finding, int place, string below, string severity, Instant now)
    {
        if (finding is not OrderedDictionary<string, object?> told)
            throw new InvalidOperationException($"Found finding {place + 1} that is no object, expected one with key, title and text.");
        string? Text(string name) => told.GetValueOrDefault(name) is { } value ? ValueText.Of(value) : null;
        var key = Text("key") is { Length: > 0 } own
            ? own
            : throw new InvalidOperationException($"Found finding {place + 1} without a key, expected one that names the incident.");
        return new(
            $"{below}/{key}",
            Text("kind") ?? "workflow",
            severity,
            Text("title") ?? key,
            Text("text") ?? "",
            Text("since") is { } since && InstantPattern.ExtendedIso.Parse(since) is { Success: true } parsed ? parsed.Value : now)
        {
            Place = Text("place") ?? "",
            Figures = [.. (told.GetValueOrDefault("figures") as List<object?>
                ?? []).Take(MostFigures).Select(Figure).OfType<AlarmFigure>()],
        };
    }

    private static AlarmFigure? Figure(object? figure) =>
        figure is OrderedDictionary<string, object?> told
        && ValueConversion.To(new(ValueKind.Decimal), told.GetValueOrDefault("value")) is decimal value
            ? new(Short(told, "name"), value, Short(told, "unit"))
            : null;

    private static string Short(OrderedDictionary<string, object?> told, string name)
    {
        var text = told.GetValueOrDefault(name) is { } value ? ValueText.Of(value) : "";
        return text.Length <= 40 ? text : text[..40];
    }
}
