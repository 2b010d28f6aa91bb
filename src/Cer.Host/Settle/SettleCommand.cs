using System.CommandLine;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Contract;
using Cer.Operations.Settling;

namespace Cer.Host.Settle;

/// <summary>The verb <c>settle</c>: a folder in, a folder out.</summary>
internal static class SettleCommand
{
    public static Command Create()
    {
        var input = new Option<string?>("--input") { Description = "Folder with community.yaml, readings.csv, prices.csv and, optionally, rules/." };
        var output = new Option<string?>("--output") { Description = "Folder for the result; it is written whole or not at all." };
        var from = new Option<string?>("--from") { Description = "First month, such as 2026-01; that of the first reading when left out." };
        var to = new Option<string?>("--to") { Description = "Last month, included; that of the last reading when left out." };
        var rules = new Option<string?>("--rules") { Description = "Folder with the rule files to use instead of the input's own." };
        var print = new Option<bool>("--print-rules") { Description = "Print the program's own rule set and stop." };
        var command = new Command("settle", "Settle a community from files: exit 0 every month final, 3 some month provisional or partial, 2 the input is wrong.")
        {
            input, output, from, to, rules, print,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(parse.GetValue(print)
            ? PrintRules()
            : Run(new(parse.GetValue(input), parse.GetValue(output), parse.GetValue(from), parse.GetValue(to), parse.GetValue(rules)), cancellation)));
        return command;
    }

    private static int PrintRules()
    {
        using var output = Console.OpenStandardOutput();
        output.Write(RuleFiles.OwnText());
        return ExitCodes.Done;
    }

    private static int Run(Arguments arguments, CancellationToken cancellation)
    {
        MarketMonth? from = null, to = null;
        var wrong = new List<string>();
        if (arguments.Input is null) wrong.Add("--input: found nothing, expected a folder");
        else if (!Directory.Exists(arguments.Input)) wrong.Add($"--input: found no folder at {arguments.Input}, expected one");
        if (string.IsNullOrEmpty(arguments.Output)) wrong.Add("--output: found nothing, expected a folder");
        if (arguments.Rules is { } rules && !Directory.Exists(rules)) wrong.Add($"--rules: found no folder at {rules}, expected one");
        Month("--from", arguments.From, ref from);
        Month("--to", arguments.To, ref to);
        if (from > to) wrong.Add($"--from: found {from}, expected a month not after {to}");
        if (wrong.Count > 0)
        {
            foreach (var sentence in wrong) Console.Error.WriteLine(sentence);
            return ExitCodes.WrongInput;
        }

        try
        {
            using var output = new FolderOutput(arguments.Output!);
            var outcome = new SettleContract(ProgramName.Text)
                .Run(FolderInput.Of(arguments.Input!, arguments.Rules), from, to, output, Progress(), cancellation);
            return Tell(outcome);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("cancelled: nothing was written");
            return ExitCodes.Cancelled;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"settle: {failure.Message}");
            return ExitCodes.Failed;
        }

        void Month(string option, string? text, ref MarketMonth? month)
        {
            if (text is null) return;
            if (MarketMonth.TryParse(text, out var parsed)) month = parsed;
            else wrong.Add($"{option}: found {text}, expected a month from 2000-01 to 2099-12, such as 2026-01");
        }
    }

    private static int Tell(SettleOutcome outcome)
    {
        switch (outcome)
        {
            case SettleOutcome.Refused refused:
                using (var errors = new StreamWriter(Console.OpenStandardError(), new System.Text.UTF8Encoding(false)))
                {
                    foreach (var fault in refused.Faults.Faults) errors.Write($"{fault}\n");
                    if (refused.Faults.LeftOut > 0) errors.Write($"and {refused.Faults.LeftOut} more\n");
                }

                return ExitCodes.WrongInput;
            case SettleOutcome.Settled settled:
                return settled.Result.Months.All(month => month.Status == MonthStatus.Final) ? ExitCodes.Done : ExitCodes.NotFinal;
            default:
                throw new NotSupportedException($"settle has no exit status for {outcome.GetType().Name}.");
        }
    }

    private static Progress<MarketMonth>? Progress() =>
        Console.IsErrorRedirected ? null : new Progress<MarketMonth>(month => Console.Error.WriteLine($"settled {month}"));

    private sealed record Arguments(string? Input, string? Output, string? From, string? To, string? Rules);
}
