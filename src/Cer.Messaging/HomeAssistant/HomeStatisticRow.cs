using System.Text.Json;
using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>A row of long-term statistics, as Core tells it.</summary>
/// <param name="Start">The first instant.</param>
/// <param name="End">The first instant no more.</param>
/// <param name="Sum">The total over the life of the series; null for a series without.</param>
/// <param name="Change">What the sum grew by: Core computes it.</param>
/// <param name="State">The last state in it.</param>
/// <param name="Mean">The mean; null for a series without.</param>
public sealed record HomeStatisticRow(Instant Start, Instant End, decimal? Sum, decimal? Change, decimal? State, decimal? Mean)
{
    internal static HomeStatisticRow? Read(JsonElement of) =>
        HomeJson.Milliseconds(of, "start") is { } start && HomeJson.Milliseconds(of, "end") is { } end
            ? new(
                start,
                end,
                HomeJson.Number(of, "sum"),
                HomeJson.Number(of, "change"),
                HomeJson.Number(of, "state"),
                HomeJson.Number(of, "mean"))
            : null;
}
