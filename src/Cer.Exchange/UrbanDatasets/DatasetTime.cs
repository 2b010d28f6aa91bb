using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>A time that a client asks about: by the clock of the messages, or, with an offset, an instant.</summary>
/// <remarks>
/// Clients write 2026-01-10T10:15:05, perhaps with microseconds, perhaps with an offset. Messages know no fractions of
/// a second: those are dropped.
/// </remarks>
public sealed record DatasetTime
{
    public const string Form = "a time such as 2026-01-14T10:15:00, perhaps with an offset such as +01:00";

    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly Offset Widest = Offset.FromHours(14);

    private readonly LocalDateTime? _local;
    private readonly Instant _instant;

    private DatasetTime(LocalDateTime? local, Instant instant) => (_local, _instant) = (local, instant);

    public static DatasetTime? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > 40) return null;
        if (LocalDateTimePattern.ExtendedIso.Parse(trimmed).TryGetValue(default, out var local))
            return IsNear(local.Year) ? new(local.With(Whole), default) : null;
        return OffsetDateTimePattern.ExtendedIso.Parse(trimmed).TryGetValue(default, out var exact) && IsNear(exact.Year)
            ? new(null, exact.With(Whole).ToInstant())
            : null;
    }

    /// <summary>The instant it is for a message of an offset.</summary>
    public Instant For(Offset offset) => _local?.WithOffset(offset).ToInstant() ?? _instant;

    /// <summary>Every instant it may be: one for each offset there is.</summary>
    public IReadOnlyList<Instant> Possible() => _local is null
        ? [_instant]
        : [.. Enumerable.Range(0, 113).Select(step => For(Widest) + (step * Quarter))];

    private static bool IsNear(int year) => year is > 1900 and < 9000;

    private static LocalTime Whole(LocalTime time) => new(time.Hour, time.Minute, time.Second);
}
