namespace Cer.Operations.Dashboards;

/// <summary>What a panel is told.</summary>
/// <param name="Table">The columns.</param>
/// <param name="Format">How they are meant: <c>time_series</c> or <c>table</c>.</param>
public sealed record PanelAnswer(PanelTable Table, string Format);
