using System.Globalization;
using Cer.Workflows.Activities;

namespace Cer.Host.Workflows.Rehearsing;

/// <summary>What a rehearsal is asked.</summary>
/// <param name="At">Where its clock stands.</param>
/// <param name="Input">What the workflow is given.</param>
/// <param name="Pinned">Activities that are not run, and what they are taken to have come to.</param>
internal sealed record RehearsalAsk(
    DateTimeOffset At, OrderedDictionary<string, object?> Input, IReadOnlyDictionary<string, Activity> Pinned)
{
    /// <exception cref="BadHttpRequestException">Something in it cannot be read.</exception>
    public static RehearsalAsk Of(DocumentBody body, TimeProvider time) =>
        new(Moment(body.Text("at"), time), body.Values("input"), Pins(body.Values("pinned")));

    private static DateTimeOffset Moment(string? written, TimeProvider time)
    {
        if (string.IsNullOrWhiteSpace(written)) return time.GetUtcNow();
        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, Style, out var at) && at.Year is >= 2000 and < 2100
            ? at
            : throw new BadHttpRequestException("Found another 'at', expected an instant such as 2026-01-10T06:00:00+01:00.");
    }

    private static IReadOnlyDictionary<string, Activity> Pins(OrderedDictionary<string, object?> written)
    {
        try
        {
            return PinnedActivity.Read(written);
        }
        catch (FormatException fault)
        {
            throw new BadHttpRequestException($"pinned: {fault.Message}");
        }
    }
}
