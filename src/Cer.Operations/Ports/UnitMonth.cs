using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A month of a production unit in a run; money that cannot be known is null.</summary>
public sealed record UnitMonth(
    YearMonth Month, string Unit, Energy Injected, Energy Shared, Energy Incentivised, Money? Tip, Money? Cac)
{
    /// <summary>What it injected in hours of its right; null in runs that did not keep it.</summary>
    public Energy? InjectedInRight { get; init; }
}
