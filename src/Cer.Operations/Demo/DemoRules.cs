using System.Globalization;

namespace Cer.Operations.Demo;

/// <summary>The rule files of the demo: a TRAS_E that no act says, so that months can be final.</summary>
/// <remarks>Runs record the ids of their rules: by them every figure that stands on these is known as invented.</remarks>
public static class DemoRules
{
    private const string Begin = "dimostrazione-";
    private const string Seed = "# seed: ";

    /// <summary>Whether a rule file of this id was invented for the demonstration.</summary>
    public static bool IsInvented(string ruleId) => ruleId.StartsWith(Begin, StringComparison.Ordinal);

    internal static string Name(int year) => string.Create(CultureInfo.InvariantCulture, $"{Begin}{year}.yaml");

    internal static string Text(int year, ulong seed) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        # Invented numbers for the invented community: never use them for a real one.
        {{Seed}}{{seed}}
        id: {{Begin}}{{year}}
        from: {{year}}-01-01
        cac: { {{year}}: {tras_e: 11.00, btau: 0.60, act: inventato per la dimostrazione} }

        """);

    /// <summary>The year of a file's name; null when it is not ours.</summary>
    internal static int? YearOf(string name) =>
        IsInvented(name) && int.TryParse(name[Begin.Length..].Split('.')[0], CultureInfo.InvariantCulture, out var year)
            ? year
            : null;

    /// <summary>The seed that a text of ours names; null when it is not ours.</summary>
    internal static ulong? SeedOf(string text) => text.Split('\n')
        .Where(line => line.StartsWith(Seed, StringComparison.Ordinal))
        .Select(line => ulong.TryParse(line[Seed.Length..], CultureInfo.InvariantCulture, out var seed) ? seed : (ulong?)null)
        .FirstOrDefault();
}
