using System.Text.Json;

namespace Cer.Messaging.HomeAssistant;

/// <summary>A series of which Core keeps long-term statistics.</summary>
/// <param name="Id">An entity's, or an external one's with a colon.</param>
/// <param name="Source"><c>recorder</c> for an entity's.</param>
/// <param name="Name">What people see; null for an entity's.</param>
/// <param name="Unit">In which it is kept.</param>
/// <param name="HasSum">Whether it counts.</param>
/// <param name="HasMean">Whether it has a mean, told in either way.</param>
public sealed record HomeStatisticId(string Id, string? Source, string? Name, string? Unit, bool HasSum, bool HasMean)
{
    internal static HomeStatisticId? Read(JsonElement of) => HomeJson.Text(of, "statistic_id") is { } id
        ? new(
            id,
            HomeJson.Text(of, "source"),
            HomeJson.Text(of, "name"),
            HomeJson.Text(of, "statistics_unit_of_measurement") ?? HomeJson.Text(of, "unit_of_measurement"),
            HomeJson.IsTrue(of, "has_sum"),
            HomeJson.Number(of, "mean_type") is > 0 || HomeJson.IsTrue(of, "has_mean"))
        : null;
}
