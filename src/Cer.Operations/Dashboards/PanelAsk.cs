using Cer.Operations.Dashboards.Sql;

namespace Cer.Operations.Dashboards;

/// <summary>What a page asks of a panel.</summary>
/// <param name="Panel">Number of the panel.</param>
/// <param name="RefId">Letter of the query.</param>
/// <param name="Range">The span, and how many points fit.</param>
/// <param name="Variables">What is chosen; what is not named has its first value.</param>
public sealed record PanelAsk(int Panel, string RefId, SqlRange Range, IReadOnlyDictionary<string, string[]> Variables);
