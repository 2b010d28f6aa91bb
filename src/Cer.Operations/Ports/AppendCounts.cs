using System.Numerics;

namespace Cer.Operations.Ports;

/// <summary>What became of rows that were sent to an append-only table.</summary>
/// <param name="Added">Nothing was known for the key.</param>
/// <param name="Unchanged">Equal to what is known: nothing was written.</param>
/// <param name="Corrected">Different from what is known: the next revision was written.</param>
public readonly record struct AppendCounts(int Added, int Unchanged, int Corrected)
    : IAdditionOperators<AppendCounts, AppendCounts, AppendCounts>
{
    /// <summary>How many rows were written.</summary>
    public int Written => Added + Corrected;

    public static AppendCounts operator +(AppendCounts left, AppendCounts right) =>
        new(left.Added + right.Added, left.Unchanged + right.Unchanged, left.Corrected + right.Corrected);

    public static AppendCounts Add(AppendCounts left, AppendCounts right) => left + right;
}
