using Cer.Operations.Dashboards.Sql;

namespace Cer.Operations.Dashboards;

/// <summary>Marks over the charts of a dashboard.</summary>
public sealed record BoardAnnotation(string Name, bool IsEnabled, SqlTemplate Sql);
