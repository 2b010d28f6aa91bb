using System.Reactive.Concurrency;
using NodaTime;
using NodaTime.Text;

namespace Cer.Apps.Tests;

/// <summary>Instants by their text, and a clock that the test moves.</summary>
internal static class Times
{
    public static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    public static HistoricalScheduler Clock(string text) => new(At(text).ToDateTimeOffset());
}
