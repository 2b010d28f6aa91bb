using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>A time as the schema's users write it: 2026-01-14T10:15:00, with neither offset nor fraction.</summary>
internal static class LocalTimeText
{
    public const string Form = "a time such as 2026-01-14T10:15:00";

    private static readonly LocalDateTimePattern Pattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    public static bool TryParse(string text, Offset offset, out Instant instant)
    {
        var trimmed = text.Trim();
        instant = default;
        if (trimmed.Length != Form.Length - "a time such as ".Length
            || !Pattern.Parse(trimmed).TryGetValue(default, out var local)
            || local.Year < 1) return false;
        instant = local.WithOffset(offset).ToInstant();
        return true;
    }
}
