namespace Cer.Operations.Viewing;

/// <summary>The store's numbers by the codes of a community.</summary>
public sealed record RegistryNumbers(
    IReadOnlyDictionary<string, int> Plants,
    IReadOnlyDictionary<string, int> Units,
    IReadOnlyDictionary<string, int> Members,
    IReadOnlyDictionary<string, int> Points)
{
    /// <summary>What people may see of a point's code: its last four characters.</summary>
    public static string Label(string pod) => pod.Length <= 4 ? pod : pod[^4..];
}
