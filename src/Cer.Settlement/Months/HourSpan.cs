namespace Cer.Settlement.Months;

/// <summary>Hours of a month by place: from the first, up to and without the last.</summary>
public readonly record struct HourSpan(int From, int To)
{
    public int Count => Math.Max(0, To - From);

    public HourSpan Within(HourSpan other) => new(Math.Max(From, other.From), Math.Min(To, other.To));

    public Span<T> Of<T>(T[] hours) => Count == 0 ? [] : hours.AsSpan(From, Count);

    public ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> hours) => Count == 0 ? [] : hours.Slice(From, Count);
}
