using Cer.Workflows.Checking;
using Cer.Workflows.Expressions;

namespace Cer.Host.Workflows;

/// <summary>Prints what is wrong with a definition, one problem a line.</summary>
internal static class PrintProblems
{
    private const int Some = 1;

    public static async Task<int> RunAsync(string file)
    {
        var definition = DefinitionFiles.Read(file);
        var problems = FlowCatalog.WithoutInstallation(catalog =>
            new DefinitionCheck(catalog, ScriptLanguages.Evaluator(TimeProvider.System)).Check(definition));
        foreach (var problem in problems) await Console.Out.WriteLineAsync(problem.ToString().ReplaceLineEndings(" "));
        return problems.Count > 0 ? Some : ExitCodes.Done;
    }
}
