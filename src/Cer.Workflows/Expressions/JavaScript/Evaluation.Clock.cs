namespace Cer.Workflows.Expressions.JavaScript;

/// <remarks>The time: now, and where "local" is. The scope may lend <c>$now</c> (a function) and <c>$timeZone</c> (a name).</remarks>
internal sealed partial class Evaluation
{
    private TimeZoneInfo? _zone;

    public double Now()
    {
        if (!Scope.TryGet("$now", out var now)) return DateValue.TimeOf(clock.GetUtcNow());
        var value = now is HostFunction function ? CallHost(function, [], Here) : now;
        return value is DateTimeOffset date ? DateValue.TimeOf(date) : Coerce.Number(this, value);
    }

    public TimeZoneInfo Zone
    {
        get
        {
            if (_zone is not null) return _zone;
            if (!Scope.TryGet("$timeZone", out var name)) return _zone = TimeZoneInfo.Utc;
            if (name is not string id || !TimeZoneInfo.TryFindSystemTimeZoneById(id, out _zone))
                throw TypeError($"Found the time zone '{Coerce.Text(this, name)}', expected one such as Europe/Rome.");
            return _zone;
        }
    }

    /// <summary>Milliseconds by which local clocks are ahead of UTC at an instant.</summary>
    public double OffsetAt(double time) => ReferenceEquals(Zone, TimeZoneInfo.Utc) || double.IsNaN(time) ? 0
        : Zone.GetUtcOffset(InstantOf(time)).TotalMilliseconds;

    /// <summary>The instant, or the first or last one that .NET knows.</summary>
    public static DateTimeOffset InstantOf(double time) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Clamp(time, -62135596800000, 253402300799999));

    public double ToLocal(double time) => time + OffsetAt(time);

    /// <summary>The instant of a local time; one that does not exist counts on from before the gap, one that is
    /// double is the first.</summary>
    public double FromLocal(double local)
    {
        if (double.IsNaN(local)) return local;
        var before = OffsetAt(local - Calendar.Day);
        var after = OffsetAt(local + Calendar.Day);
        if (OffsetAt(local - before) == before) return local - before;
        return OffsetAt(local - after) == after ? local - after : local - before;
    }
}
