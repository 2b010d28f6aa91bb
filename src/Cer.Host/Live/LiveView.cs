using Cer.Operations.Live;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Live;

/// <summary>The provisional share as the interface tells it: kWh; how much of the data is in, in per cent.</summary>
internal sealed record LiveView(string At, bool Provisional, LiveView.SpanView Hour, LiveView.SpanView Day)
{
    public static LiveView Of(LiveShare share) => new(
        Text(share.At), true, SpanView.Of(share.Hour), SpanView.Of(share.Day));

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);

    /// <summary>An hour or a day; completenessPercent is null while nothing is expected yet.</summary>
    internal sealed record SpanView(
        string From,
        string To,
        decimal InjectedKwh,
        decimal WithdrawnKwh,
        decimal SharedKwh,
        int ArrivedQuarterHours,
        int ExpectedQuarterHours,
        int? CompletenessPercent)
    {
        public static SpanView Of(ShareSpan span) => new(
            Text(span.Span.Start),
            Text(span.Span.End),
            span.Injected.KilowattHours,
            span.Withdrawn.KilowattHours,
            span.Shared.KilowattHours,
            span.Arrived,
            span.Expected,
            span.Completeness);
    }
}
