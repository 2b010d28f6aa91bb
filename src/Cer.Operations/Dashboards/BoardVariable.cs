using Cer.Operations.Dashboards.Files;
using Cer.Operations.Dashboards.Sql;

namespace Cer.Operations.Dashboards;

/// <summary>A variable of a dashboard.</summary>
/// <param name="File">As the file has it.</param>
/// <param name="Query">Where its values come from the database: the statement that finds them.</param>
public sealed record BoardVariable(VariableFile File, SqlTemplate? Query)
{
    /// <summary>The variable that names the community; its values are those of the person.</summary>
    public const string Community = "community";

    /// <summary>What stands for every value, where that may be chosen.</summary>
    public const string All = "$__all";

    public static readonly IReadOnlyList<string> Types = ["query", "custom", "interval", "constant", "textbox"];

    public string Name => File.Name!;

    public bool IsMulti => File.Multi == true;

    public bool HasAll => File.IncludeAll == true;
}
