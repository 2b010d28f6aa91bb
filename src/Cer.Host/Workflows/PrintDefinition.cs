using System.Text;
using Cer.Workflows.Definitions;

namespace Cer.Host.Workflows;

/// <summary>Prints a definition as it would be saved.</summary>
internal static class PrintDefinition
{
    public static async Task<int> RunAsync(string file)
    {
        var text = DefinitionText.Write(DefinitionFiles.Read(file));
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(new UTF8Encoding(false).GetBytes(text));
        return ExitCodes.Done;
    }
}
