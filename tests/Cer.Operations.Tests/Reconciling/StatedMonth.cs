namespace Cer.Operations.Tests.Reconciling;

/// <summary>What GSE states of one month, computed by another hand, and what came of it to the bank.</summary>
/// <param name="Month">Month of the year of the town.</param>
/// <param name="Stated">What it computes.</param>
internal sealed record StatedMonth(int Month, OtherHand Stated)
{
    /// <summary>A settlement that was stated before, and of which <see cref="Stated" /> is the recalculation.</summary>
    public OtherHand? Former { get; init; }

    /// <summary>A point whose first days came late: here half of them were settled.</summary>
    public (string Pod, int Days)? Late { get; init; }

    /// <summary>Whether it states the energies of points.</summary>
    public bool TellsPoints { get; init; } = true;

    /// <summary>Points that it says it profiled.</summary>
    public IReadOnlySet<string> Profiled { get; init; } = new HashSet<string>();

    /// <summary>What it calls a unit.</summary>
    public Func<string, string> Unit { get; init; } = unit => unit;

    /// <summary>Lines of its own.</summary>
    public Action<GseFile> More { get; init; } = _ => { };

    public bool RecoversAdvance { get; init; } = true;

    /// <summary>What the bank received less than was promised, euro.</summary>
    public decimal Kept { get; init; }
}
