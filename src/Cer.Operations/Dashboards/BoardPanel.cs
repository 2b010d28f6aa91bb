using Cer.Operations.Dashboards.Files;

namespace Cer.Operations.Dashboards;

/// <summary>A panel with its queries.</summary>
/// <param name="File">As the file has it.</param>
/// <param name="Row">The row that it is put away in; null when it stands on the page.</param>
/// <param name="Queries">What it asks the database.</param>
public sealed record BoardPanel(PanelFile File, int? Row, IReadOnlyList<BoardQuery> Queries)
{
    public int Id => File.Id;

    /// <summary>Whether it tells what is now, whatever span the page shows.</summary>
    public bool IsLive => Queries.Count > 0 && !Queries.Any(query => query.Sql.UsesTime);
}
