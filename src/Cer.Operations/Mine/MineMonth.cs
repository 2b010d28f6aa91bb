using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A month of the member as the latest run has it; money is null where it cannot be known.</summary>
public sealed record MineMonth(
    YearMonth Month,
    string Status,
    string State,
    Energy Withdrawn,
    Energy Injected,
    Energy Shared,
    Money? Tip,
    Money? Cac,
    Money? Surplus)
{
    public Money? Total => (Tip, Cac, Surplus) is ({ } tip, { } cac, { } surplus) ? tip + cac + surplus : null;
}
