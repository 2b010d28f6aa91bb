using Cer.Operations.Dashboards.Sql;

namespace Cer.Operations.Dashboards;

/// <summary>A query of a panel, ready to be expanded.</summary>
/// <param name="RefId">Its letter in the panel.</param>
/// <param name="Format"><c>time_series</c> or <c>table</c>.</param>
/// <param name="Sql">The statement.</param>
public sealed record BoardQuery(string RefId, string Format, SqlTemplate Sql)
{
    public const string TimeSeries = "time_series";
    public const string Table = "table";
}
