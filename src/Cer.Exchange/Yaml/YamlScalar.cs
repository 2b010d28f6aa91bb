namespace Cer.Exchange.Yaml;

/// <summary>A single value; a plain one may mean null, true or a number, a quoted one is text.</summary>
internal sealed record YamlScalar(string File, long Line, string Value, bool Plain) : YamlNode(File, Line)
{
    public bool IsNull => Plain && Value is ("" or "~" or "null" or "Null" or "NULL");
}
