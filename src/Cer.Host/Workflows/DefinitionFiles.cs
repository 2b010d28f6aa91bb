using System.Text;
using Cer.Workflows.Definitions;

namespace Cer.Host.Workflows;

/// <summary>Definitions from files; what is wrong is said with the file's name.</summary>
internal static class DefinitionFiles
{
    /// <exception cref="UserFault">It cannot be read, or is no definition.</exception>
    public static WorkflowDefinition Read(string file)
    {
        try
        {
            var length = new FileInfo(file).Length;
            if (length > DefinitionText.MostCharacters)
                throw new UserFault($"{file}: Found {length} bytes, expected at most {DefinitionText.MostCharacters}.");
            return DefinitionText.Read(File.ReadAllText(file, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (DefinitionException fault)
        {
            throw new UserFault($"{file}: {fault.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new UserFault($"{file}: Found bytes that are not UTF-8, expected a text in UTF-8.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserFault($"{file}: {fault.Message}");
        }
    }

    /// <summary>All definitions of folders and files; what is none is told and left out.</summary>
    public static IEnumerable<WorkflowDefinition> ReadAll(IEnumerable<string> places)
    {
        foreach (var place in places)
        {
            if (!Directory.Exists(place))
            {
                yield return Read(place);
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(place, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                if (Try(file) is { } definition) yield return definition;
        }
    }

    private static WorkflowDefinition? Try(string file)
    {
        try
        {
            return Read(file);
        }
        catch (UserFault fault)
        {
            Console.Error.WriteLine($"left out: {fault.Message}");
            return null;
        }
    }
}
