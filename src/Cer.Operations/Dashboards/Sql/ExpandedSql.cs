namespace Cer.Operations.Dashboards.Sql;

/// <summary>A statement as the database gets it: text that only the file and closed lists decide, and values beside it.</summary>
/// <param name="Text">With <c>$1</c>, <c>$2</c>, … where values belong.</param>
/// <param name="Parameters">In that order: an <c>Instant</c>, a text, or null for a list without values.</param>
public sealed record ExpandedSql(string Text, IReadOnlyList<object?> Parameters);
