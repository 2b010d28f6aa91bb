using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>The paper on which something was done at the desk.</summary>
/// <param name="Kind">What it is: a word of <see cref="Kinds"/>.</param>
/// <param name="Number">Its number or protocol; null where it has none.</param>
/// <param name="Dated">Its date.</param>
/// <param name="KeptAt">Where the paper is kept.</param>
public sealed record DeskEvidence(string Kind, string? Number, LocalDate Dated, string KeptAt)
{
    public static readonly IReadOnlyList<string> Kinds = ["form", "contract", "minutes", "letter", "power_of_attorney", "other"];
}
