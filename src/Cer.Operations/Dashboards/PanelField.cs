namespace Cer.Operations.Dashboards;

/// <summary>A column of an answer.</summary>
/// <param name="Name">As the statement names it.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Values">A <c>long</c>, <c>double</c>, <c>string</c> or <c>bool</c> for each row; null is not known.</param>
public sealed record PanelField(string Name, PanelFieldType Type, IReadOnlyList<object?> Values);
