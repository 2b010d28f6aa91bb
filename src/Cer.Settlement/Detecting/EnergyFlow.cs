namespace Cer.Settlement.Detecting;

/// <summary>What a series measures: taken from the grid, given to it, or made behind the meter.</summary>
public enum EnergyFlow
{
    Withdrawn,
    Injected,
    Produced,
}
