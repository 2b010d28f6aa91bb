using Cer.Domain;
using Cer.Operations.Live;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Live;

/// <summary>The provisional share as the interface tells it: kWh; how much of the data is in, in per cent.</summary>
internal sealed record LiveView(string At, bool Provisional, LiveView.SpanView Hour, LiveView.SpanView Day)
{
    /// <summary>All of it, for the staff.</summary>
    public static LiveView Of(LiveShare share) => new(
        Text(share.At), true, SpanView.Of(share.Hour), SpanView.Of(share.Day));

    /// <summary>For other houses: a sum with too few private members behind it is not told.</summary>
    public static LiveView ForHouses(LiveShare share) => new(
        Text(share.At), true, SpanView.ForHouses(share.Hour), SpanView.ForHouses(share.Day));

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);

    /// <summary>An hour or a day; completenessPercent is null while nothing is expected yet, a sum that is not told is null too.</summary>
    internal sealed record SpanView(
        string From,
        string To,
        decimal? InjectedKwh,
        decimal? WithdrawnKwh,
        decimal? SharedKwh,
        int ArrivedQuarterHours,
        int ExpectedQuarterHours,
        int? CompletenessPercent,
        string Balance)
    {
        public static SpanView Of(ShareSpan span) => new(
            Text(span.Span.Start),
            Text(span.Span.End),
            span.Injected.KilowattHours,
            span.Withdrawn.KilowattHours,
            span.Shared.KilowattHours,
            span.Arrived,
            span.Expected,
            span.Completeness,
            BalanceOf(span.Injected, span.Withdrawn));

        public static SpanView ForHouses(ShareSpan span) => Of(span) with
        {
            InjectedKwh = span.IsInjectedFew ? null : span.Injected.KilowattHours,
            WithdrawnKwh = span.IsWithdrawnFew ? null : span.Withdrawn.KilowattHours,
            SharedKwh = span.IsSharedFew ? null : span.Shared.KilowattHours,
        };

        /// <summary>Which of the two is more, by a tenth at least: it tells no amount.</summary>
        private static string BalanceOf(Energy given, Energy taken) => (given.KilowattHours, taken.KilowattHours) switch
        {
            var (more, less) when more > less * 1.1m => "surplus",
            var (less, more) when less < more * 0.9m => "deficit",
            _ => "even",
        };
    }
}
