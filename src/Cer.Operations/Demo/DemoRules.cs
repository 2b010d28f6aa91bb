using System.Globalization;

namespace Cer.Operations.Demo;

/// <summary>The rule file of the demo: a TRAS_E that no act says, so that the month can be final.</summary>
internal static class DemoRules
{
    public static string Name(int year) => string.Create(CultureInfo.InvariantCulture, $"dimostrazione-{year}.yaml");

    public static string Text(int year) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        # Invented numbers for the invented community: never use them for a real one.
        id: dimostrazione-{{year}}
        from: {{year}}-01-01
        cac: { {{year}}: {tras_e: 11.00, btau: 0.60, act: inventato per la dimostrazione} }

        """);
}
