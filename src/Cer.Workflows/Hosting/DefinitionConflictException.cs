namespace Cer.Workflows.Hosting;

/// <summary>Somebody else has changed a definition meanwhile.</summary>
public sealed class DefinitionConflictException(string definition, DefinitionRevision? expected, DefinitionRevision? found)
    : Exception(
        $"Found {Text(found)} of the workflow '{definition}', expected {Text(expected)}: somebody else has changed it, look at it again.")
{
    private static string Text(DefinitionRevision? revision) =>
        revision is { } one ? $"version {one.Version}, saved {one.Revision} times" : "no version";
}
