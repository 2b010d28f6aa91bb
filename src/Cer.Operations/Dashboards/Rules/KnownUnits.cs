using System.Collections.Frozen;

namespace Cer.Operations.Dashboards.Rules;

/// <summary>The units that Grafana knows, and those that a file makes up.</summary>
/// <remarks>The list is that of <c>@grafana/data</c>, in <c>units.txt</c>.</remarks>
public static class KnownUnits
{
    private const string Resource = "dashboards/units.txt";

    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    /// <summary>Every unit of the list.</summary>
    public static IReadOnlyCollection<string> All => Known.Value;

    /// <summary>Whether it is of the list, or a suffix or prefix of a file's own.</summary>
    public static bool Has(string unit) => Known.Value.Contains(unit)
        || (unit.Split(':', 2) is ["suffix" or "prefix", { Length: > 0 and <= 20 } own] && own.All(one => !char.IsControl(one)));

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(KnownUnits).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet();
    }
}
