namespace Cer.Operations.Reconciling;

/// <summary>Whose figure it is.</summary>
/// <param name="Item">What.</param>
/// <param name="Scope">Code of the point for energies of points, id of the unit for those of units; empty for the configuration.</param>
public readonly record struct FigureKey(ReconciledItem Item, string Scope)
{
    /// <summary>Whether the scope is the code of a point, which is somebody's.</summary>
    public bool IsOfPoint => Item is ReconciledItem.Injected or ReconciledItem.Withdrawn;
}
