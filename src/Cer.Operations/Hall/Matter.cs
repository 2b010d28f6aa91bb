using Cer.Domain;
using Cer.Operations.Closing;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>Something that needs a hand: how many of it, since when, and what says why.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many.</param>
/// <param name="Since">When the oldest of them began; null when nothing says so.</param>
public sealed record Matter(MatterKind Kind, int Count, Instant? Since)
{
    /// <summary>Whether it comes before all else: a term is over, or an alarm is critical.</summary>
    public bool Urgent { get; init; }

    /// <summary>The months that it is about, in order.</summary>
    public IReadOnlyList<YearMonth> Months { get; init; } = [];

    /// <summary>What keeps the month from being closed.</summary>
    public IReadOnlyList<ClosingBlock> Blocks { get; init; } = [];

    /// <summary>Of gaps, the quarter hours that are missing.</summary>
    public long? Quarters { get; init; }

    /// <summary>How many of them are for who looks, or are begun, or that nobody took note of: what the kind says.</summary>
    public int? Part { get; init; }

    /// <summary>How many are past their term.</summary>
    public int? Overdue { get; init; }

    /// <summary>The next term.</summary>
    public LocalDate? Due { get; init; }

    /// <summary>Of differences, the largest.</summary>
    public Money? Largest { get; init; }
}
