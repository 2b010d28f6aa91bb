using System.Text.RegularExpressions;

namespace Cer.Operations.Dashboards.Sql;

/// <summary>The words that may stand in a statement of a dashboard, each on its own.</summary>
internal static partial class SqlWords
{
    private static readonly string[] Columns = ["__time", "__timeFilter"];
    private static readonly string[] Bounds = ["__timeFrom", "__timeTo"];
    private static readonly string[] Groups = ["__timeGroup", "__timeGroupAlias"];

    // What changes, opens, waits or looks behind the views; the role may do none of it, the file is not to try.
    private static readonly HashSet<string> Forbidden =
    [
        "insert", "update", "delete", "merge", "truncate", "create", "alter", "drop", "grant", "revoke", "copy", "call", "do", "into",
        "lock", "listen", "notify", "set", "reset", "vacuum", "analyze", "explain", "prepare", "execute", "declare",
        "set_config", "current_setting", "dblink", "lo_import", "lo_export", "query_to_xml", "table_to_xml", "cursor_to_xml",
        "information_schema", "current_user", "session_user", "core", "wf", "public", "setseed", "txid_current",
    ];

    /// <summary>Why a piece may not stand in a statement; null when it may.</summary>
    public static SqlFault? FaultOf(SqlToken token) => token.Kind switch
    {
        SqlTokenKind.Stray => StrayFault(token),
        SqlTokenKind.Macro => MacroFault(token),
        SqlTokenKind.Variable when token.Argument != "sqlstring" || !VariableName().IsMatch(token.Name) =>
            new("S02", $"found '{Shown(token.Text)}', expected a variable only as ${{name:sqlstring}}"),
        SqlTokenKind.Text or SqlTokenKind.Name when HasDollar(token) =>
            new("S02", $"found a dollar within {Shown(token.Text)}, expected none there but $__interval in a text"),
        SqlTokenKind.Word when Forbidden.Contains(token.Text.ToLowerInvariant())
            || token.Text.StartsWith("pg_", StringComparison.OrdinalIgnoreCase) => Other(token),
        SqlTokenKind.Name when token.Text[1..].StartsWith("pg_", StringComparison.OrdinalIgnoreCase)
            || Forbidden.Contains(token.Text.Trim('"')) => Other(token),
        _ => null,
    };

    /// <summary>Column and length of a group, as the macro is given them.</summary>
    public static (string Column, string Length) GroupOf(string argument)
    {
        var parts = argument.Split(',');
        return parts.Length == 2 ? (parts[0].Trim(), parts[1].Trim().Trim('\'')) : ("", "");
    }

    internal static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static SqlFault Other(SqlToken token) => token.Text.Trim('"').ToLowerInvariant() is "core" or "wf" or "public"
        ? new("S03", $"found the schema {token.Text}, expected none but that of the dashboard's views")
        : new("S01", $"found '{Shown(token.Text)}', expected a statement that only reads views");

    private static SqlFault StrayFault(SqlToken token) => token.Text[0] switch
    {
        '-' or '/' => new("S01", "found a comment, expected none"),
        ';' => new("S01", "found a semicolon, expected one statement without"),
        '$' => new("S02", $"found '{Shown(token.Text)}', expected a variable only as ${{name:sqlstring}}"),
        '\'' or '"' => new("S01", "found a text or name that does not end or has a prefix, expected a plain one"),
        _ => new("S01", "found a control character, expected none"),
    };

    private static SqlFault? MacroFault(SqlToken macro)
    {
        if (Columns.Contains(macro.Name))
            return macro.Argument is { } column && Column().IsMatch(column) ? null : NoColumn(macro);
        if (Bounds.Contains(macro.Name))
            return macro.Argument is "" ? null : new("S01", $"found '{Shown(macro.Text)}', expected ${macro.Name}()");
        if (!Groups.Contains(macro.Name))
            return new("S01", $"found the macro '{Shown(macro.Text)}', expected one of "
                + $"{string.Join(", ", Columns.Concat(Bounds).Concat(Groups).Select(name => $"${name}"))}");
        var (named, length) = GroupOf(macro.Argument ?? "");
        if (!Column().IsMatch(named)) return NoColumn(macro);
        return length == $"${SqlTemplate.Interval}" || SqlRange.Intervals.Contains(length)
            ? null
            : new("S05", $"found groups of '{Shown(length)}', expected one of {string.Join(", ", SqlRange.Intervals)} or "
                + "$__interval: for days and months date_trunc(…, 'Europe/Rome')");
    }

    private static SqlFault NoColumn(SqlToken macro) =>
        new("S04", $"found '{Shown(macro.Text)}', expected ${macro.Name} of a bare column");

    private static bool HasDollar(SqlToken token) => (token.Kind == SqlTokenKind.Text
        ? IntervalPlace().Replace(token.Text, "")
        : token.Text).Contains('$', StringComparison.Ordinal);

    [GeneratedRegex(@"\$__interval\b")]
    internal static partial Regex IntervalPlace();

    [GeneratedRegex("^[a-z_][a-z0-9_]*([.][a-z_][a-z0-9_]*)?$")]
    private static partial Regex Column();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex VariableName();
}
