using Cer.Settlement.Closing;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A recalculation by GSE that was taken.</summary>
public sealed record TakenRecalculation
{
    /// <summary>The closed month.</summary>
    public required YearMonth Corrects { get; init; }

    /// <summary>From 1, for each month.</summary>
    public required int Number { get; init; }

    /// <summary>The month in which it is due.</summary>
    public required YearMonth Month { get; init; }

    /// <summary>The statement's import.</summary>
    public required long Import { get; init; }

    public required LocalDate? Published { get; init; }

    /// <summary>What was accounted before.</summary>
    public required MonthSums Before { get; init; }

    public required MonthSums Difference { get; init; }

    public required string Reason { get; init; }

    public required string By { get; init; }

    public required Instant At { get; init; }

    /// <summary>Whose it is: units as GSE tells them; members and funds, together all of it.</summary>
    public required IReadOnlyList<Correction> Parts { get; init; }
}
