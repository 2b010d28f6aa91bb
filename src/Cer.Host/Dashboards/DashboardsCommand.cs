using System.CommandLine;

namespace Cer.Host.Dashboards;

/// <summary>The verb <c>dashboards</c>: holds dashboard files against the rules.</summary>
internal static class DashboardsCommand
{
    public static Command Create() => new("dashboards", "Check dashboard files, without a server or a database.") { Check() };

    private static Command Check()
    {
        var folder = new Argument<string?>("dir")
        {
            Description =
                "A folder with dashboards/, members/ and english/ in it; the dashboards that come with the program when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "check", "Print what is wrong with dashboard files, one sentence a line. Exit status: 0 nothing, 1 something, 2 no files.")
        {
            folder,
        };
        command.SetAction((parse, _) => Guard.RunAsync("dashboards check", () =>
        {
            var set = parse.GetValue(folder) is { } named ? BoardFiles.Of(named) : BoardFiles.Shipped;
            foreach (var finding in set.Findings) Console.WriteLine(finding);
            Console.WriteLine($"{set.Boards.Count} dashboards can be shown, {set.Findings.Count} faults");
            return Task.FromResult(set.Findings.Count == 0 ? ExitCodes.Done : ExitCodes.Failed);
        }));
        return command;
    }
}
