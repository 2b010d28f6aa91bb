using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>What an act would do, told before anything is stored; and what it did.</summary>
/// <param name="Version">The version of the definition on which it stands.</param>
/// <param name="Lines">What will be otherwise.</param>
/// <param name="FirstDay">The first day that a settlement can see it.</param>
/// <param name="Months">The settled months that are settled again.</param>
/// <param name="Notices">What is not wrong and yet to be known.</param>
public sealed record DeskPlan(
    int Version,
    IReadOnlyList<DeskLine> Lines,
    LocalDate? FirstDay,
    IReadOnlyList<YearMonth> Months,
    IReadOnlyList<FieldFault> Notices);
