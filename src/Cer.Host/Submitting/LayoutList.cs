using Cer.Exchange.Submissions;

namespace Cer.Host.Submitting;

/// <summary>The layouts that stand, and what a layout may name.</summary>
internal sealed record LayoutList(LayoutView[] Layouts, LayoutList.TableView[] Tables)
{
    public static LayoutList Of(IEnumerable<LayoutView> layouts) => new(
        [.. layouts],
        [.. PackageTables.Empty.Select(table => new TableView(table.Name, [.. table.Fields.Select(field => field.Name)]))]);

    /// <summary>A table of the model with its fields.</summary>
    internal sealed record TableView(string Name, string[] Fields);
}
