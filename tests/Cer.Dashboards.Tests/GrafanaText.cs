using System.Globalization;
using System.Text.RegularExpressions;
using Cer.Operations.Dashboards.Sql;

namespace Cer.Dashboards.Tests;

/// <summary>Expands a statement into text, as Grafana does: macros by its PostgreSQL source, variables by the browser.</summary>
/// <remarks>Source: Grafana's documentation of the PostgreSQL data source and of the format sqlstring.</remarks>
internal static partial class GrafanaText
{
    public static string Of(string sql, SqlRange range, Func<string, IReadOnlyList<string>> valuesOf)
    {
        var (from, to) = (Quoted(range.From.ToDateTimeUtc()), Quoted(range.To.ToDateTimeUtc()));
        var text = Variable().Replace(sql, match =>
            string.Join(',', valuesOf(match.Groups[1].Value).Select(value => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'")));
        text = Filter().Replace(text, match => $"{match.Groups[1].Value} BETWEEN {from} AND {to}");
        text = Group().Replace(text, match => $"floor(extract(epoch from {match.Groups[1].Value})/3600)*3600 AS \"time\"");
        return text.Replace("$__timeFrom()", from, StringComparison.Ordinal).Replace("$__timeTo()", to, StringComparison.Ordinal);
    }

    private static string Quoted(DateTime time) => $"'{time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)}'";

    [GeneratedRegex(@"\$\{([a-z]+):sqlstring\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$__timeFilter\(([^)]*)\)")]
    private static partial Regex Filter();

    [GeneratedRegex(@"\$__timeGroupAlias\(([^,]*), '1h'\)")]
    private static partial Regex Group();
}
