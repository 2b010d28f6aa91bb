namespace Cer.Operations.Dashboards;

/// <summary>What a statement found, column by column.</summary>
/// <param name="Fields">The columns, equally long.</param>
/// <param name="Truncated">Whether there was more than may be shown.</param>
/// <param name="Bytes">About how large it is.</param>
public sealed record PanelTable(IReadOnlyList<PanelField> Fields, bool Truncated, int Bytes)
{
    public const int MostRows = 20_000;
    public const int MostBytes = 2 * 1024 * 1024;

    public int Rows => Fields.Count == 0 ? 0 : Fields[0].Values.Count;

    public PanelField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
