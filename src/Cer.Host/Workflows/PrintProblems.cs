using Cer.Workflows.Activities;
using Cer.Workflows.Checking;
using Cer.Workflows.Expressions;

namespace Cer.Host.Workflows;

/// <summary>Prints what is wrong with a definition, one problem a line.</summary>
internal static class PrintProblems
{
    private const int Some = 1;

    public static async Task<int> RunAsync(string file)
    {
        var check = new DefinitionCheck(new(ActivityCatalog.Standard), ScriptLanguages.Evaluator(TimeProvider.System));
        var problems = check.Check(DefinitionFiles.Read(file));
        foreach (var problem in problems) await Console.Out.WriteLineAsync(problem.ToString().ReplaceLineEndings(" "));
        return problems.Count > 0 ? Some : ExitCodes.Done;
    }
}
