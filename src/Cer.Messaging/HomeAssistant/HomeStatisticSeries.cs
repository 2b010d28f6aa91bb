using System.Text.RegularExpressions;

namespace Cer.Messaging.HomeAssistant;

/// <summary>An external series of long-term statistics: one that is imported, and belongs to no entity.</summary>
/// <remarks>
/// Measured: <c>CER:x</c>, <c>cer:x-1</c> and another source than the part before the colon are refused.
/// </remarks>
public sealed partial record HomeStatisticSeries
{
    /// <param name="id">As <c>cer:shared_energy</c>: small letters, digits and underscores on both sides of the colon.</param>
    /// <param name="name">What people see.</param>
    /// <param name="unit">As <c>kWh</c> or <c>EUR</c>.</param>
    /// <param name="unitClass">As <c>energy</c>; null for what Core does not convert, such as money.</param>
    /// <exception cref="ArgumentException">The id has another form.</exception>
    public HomeStatisticSeries(string id, string name, string unit, string? unitClass)
    {
        if (!Form().IsMatch(id) || id.Contains("__", StringComparison.Ordinal))
            throw new ArgumentException($"Found '{id}', expected an id of an external statistic such as cer:shared_energy.", nameof(id));
        (Id, Name, Unit, UnitClass) = (id, name, unit, unitClass);
    }

    public string Id { get; }

    public string Name { get; }

    public string Unit { get; }

    public string? UnitClass { get; }

    public string Source => Id[..Id.IndexOf(':', StringComparison.Ordinal)];

    [GeneratedRegex("^[a-z0-9]([a-z0-9_]*[a-z0-9])?:[a-z0-9]([a-z0-9_]*[a-z0-9])?\\z")]
    private static partial Regex Form();
}
