using Cer.Settlement.Detecting;

namespace Cer.Operations.Board;

/// <summary>The words of the quality board in tables and interfaces.</summary>
public static class BoardWords
{
    private static readonly string[] Flows = ["withdrawn", "injected", "produced"];

    private static readonly string[] Kinds =
    [
        "missing", "device_vs_distributor", "total_vs_sum", "above_clear_sky", "night_production", "flat_line",
        "spike_after_gap", "impossible",
    ];

    private static readonly string[] Methods = ["none", "interpolated", "similar_days", "scaled"];

    public static string Of(EnergyFlow flow) => Flows[(int)flow];

    public static string Of(DoubtKind kind) => Kinds[(int)kind];

    public static string Of(EstimateMethod method) => Methods[(int)method];

    /// <summary>The quantity of a word; null when it is none.</summary>
    public static EnergyFlow? Flow(string? word) =>
        Array.IndexOf(Flows, word) is >= 0 and var place ? (EnergyFlow)place : null;

    /// <summary>The doubt of a word; null when it is none.</summary>
    public static DoubtKind? Kind(string? word) =>
        Array.IndexOf(Kinds, word) is >= 0 and var place ? (DoubtKind)place : null;
}
