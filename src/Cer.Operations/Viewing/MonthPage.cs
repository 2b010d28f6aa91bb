using Cer.Domain.Community;
using Cer.Operations.Ports;

namespace Cer.Operations.Viewing;

/// <summary>A settled month with all that can be drilled into.</summary>
public sealed record MonthPage
{
    public required MonthRow Month { get; init; }

    /// <summary>The same month of the year before; null when it was not settled.</summary>
    public required MonthRow? PreviousYear { get; init; }

    public required IReadOnlyList<DayFigures> Days { get; init; }

    /// <summary>As the run has kept it.</summary>
    public required RunMonth Kept { get; init; }

    public required EnergyCommunity Community { get; init; }

    public required RegistryNumbers Numbers { get; init; }

    public required IReadOnlyList<LabelledGap> Gaps { get; init; }
}
