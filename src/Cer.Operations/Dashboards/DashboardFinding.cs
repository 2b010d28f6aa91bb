namespace Cer.Operations.Dashboards;

/// <summary>What is wrong with a dashboard file, in a sentence.</summary>
/// <param name="File">Which file, below the folder of the dashboards.</param>
/// <param name="Panel">In which panel; null when it is the whole file.</param>
/// <param name="Rule">Which rule, such as P03.</param>
/// <param name="Sentence"><c>found …, expected …</c></param>
public sealed record DashboardFinding(string File, int? Panel, string Rule, string Sentence)
{
    public override string ToString() => Panel is { } panel
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}, panel {panel}: {Sentence} ({Rule})")
        : $"{File}: {Sentence} ({Rule})";
}
