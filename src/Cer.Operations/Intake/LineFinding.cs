using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Operations.Intake;

/// <summary>The verdict on one line.</summary>
/// <param name="Line">Number of the line in its message, from 1.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Reason">Why it is refused, quarantined or warned of; never null then.</param>
/// <param name="Reading">What the line says, as far as it could be read; needed when it is stored.</param>
/// <param name="Warned">Whether a stored line is flagged.</param>
public sealed record LineFinding(
    int Line, LineOutcome Outcome, string? Reason = null, Reading? Reading = null, bool Warned = false)
{
    /// <summary>Powers and reactive energies of the same quarter; null where none was told.</summary>
    public SideValues? Sides { get; init; }
}
