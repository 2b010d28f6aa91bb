using System.Globalization;

namespace Cer.Dashboards.Tests;

/// <summary>What a statement found.</summary>
internal sealed record PanelRows(IReadOnlyList<PanelColumn> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <summary>The numbers of a column; null where there is none.</summary>
    public IReadOnlyList<double?> Numbers(string column)
    {
        var place = Columns.Select((known, at) => (known.Name, At: at)).Single(known => known.Name == column).At;
        return [.. Rows.Select(row => row[place] is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : (double?)null)];
    }

    public IReadOnlyList<string?> Texts(string column)
    {
        var place = Columns.Select((known, at) => (known.Name, At: at)).Single(known => known.Name == column).At;
        return [.. Rows.Select(row => row[place]?.ToString())];
    }

    /// <summary>The only number there is.</summary>
    public double Only(string column) => Assert.Single(Numbers(column)) ?? throw new InvalidOperationException($"{column}: found null");
}
