using System.CommandLine;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Contract;
using Cer.Host.Data;
using Cer.Operations.Settling;

namespace Cer.Host.Settle;

/// <summary>The verb <c>settle</c>: a folder in, a folder out; or a stored community, its run kept.</summary>
internal static class SettleCommand
{
    public static Command Create()
    {
        var input = new Option<string?>("--input")
        {
            Description = "Folder with community.yaml, readings.csv, prices.csv and, optionally, rules/.",
        };
        var output = new Option<string?>("--output") { Description = "Folder for the result; it is written whole or not at all." };
        var from = new Option<string?>("--from") { Description = "First month, such as 2026-01; that of the first reading when left out." };
        var to = new Option<string?>("--to") { Description = "Last month, included; that of the last reading when left out." };
        var rules = new Option<string?>("--rules") { Description = "Folder with the rule files to use instead of the input's own." };
        var print = new Option<bool>("--print-rules") { Description = "Print the program's own rule set and stop." };
        var community = new Option<string?>("--community")
        {
            Description = "Settle a stored community instead of a folder, and keep the run.",
        };
        var month = new Option<string?>("--month") { Description = "With --community: the one month to settle." };
        var verify = new Option<long?>("--verify")
        {
            Description = "Settle a kept run (its number) again from what had arrived when it was made, and compare every row: "
                + "exit status 0 equal, 1 different, 2 not to be found or settled.",
        };
        var data = DataOption.Create();
        var command = new Command(
            "settle",
            "Settle a community. Exit status: 0 every month final; 3 written, but a month is provisional or "
            + "partial; 2 the input is wrong.")
        {
            input, output, from, to, rules, print, community, month, verify, data,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("settle", () => parse.GetValue(print)
            ? Task.FromResult(PrintRules())
            : parse.GetValue(verify) is { } run
            ? VerifyReport.RunAsync(
                run, parse.GetValue(community), DataOption.Folder(parse, data), Clock.Of(parse), cancellation)
            : RunAsync(
                new(
                    parse.GetValue(input),
                    parse.GetValue(output),
                    parse.GetValue(from),
                    parse.GetValue(to),
                    parse.GetValue(rules),
                    parse.GetValue(community),
                    parse.GetValue(month)),
                DataOption.Folder(parse, data),
                Clock.Of(parse),
                cancellation)));
        return command;
    }

    private static int PrintRules()
    {
        using var output = Console.OpenStandardOutput();
        output.Write(RuleFiles.OwnText());
        return ExitCodes.Done;
    }

    private static async Task<int> RunAsync(
        SettleArguments arguments, string data, TimeProvider time, CancellationToken cancellation)
    {
        var wrong = arguments.Check(out var from, out var to);
        foreach (var sentence in wrong) await Console.Error.WriteLineAsync(sentence);
        if (wrong.Count > 0) return ExitCodes.WrongInput;

        if (arguments.Community is { } code)
        {
            await using var services = await CerServices.OpenAsync(data, time, cancellation);
            var community = await services.CommunityAsync(code, cancellation);
            using var folder = arguments.Output is null ? null : new FolderOutput(arguments.Output);
            return Tell(await services.GetRequiredService<SettleStored>()
                .RunAsync(community, from, to, folder, Environment.UserName, Progress(), cancellation));
        }

        using var output = new FolderOutput(arguments.Output!);
        return Tell(new SettleContract(ProgramName.Text)
            .Run(FolderInput.Of(arguments.Input!, arguments.Rules), from, to, output, Progress(), cancellation));
    }

    private static int Tell(SettleOutcome outcome)
    {
        switch (outcome)
        {
            case SettleOutcome.Refused refused:
                FaultPrinter.Print(refused.Faults);
                return ExitCodes.WrongInput;
            case SettleOutcome.Settled settled:
                return settled.Result.Months.All(month => month.Status == MonthStatus.Final) ? ExitCodes.Done : ExitCodes.NotFinal;
            default:
                throw new NotSupportedException($"settle has no exit status for {outcome.GetType().Name}.");
        }
    }

    private static Progress<MarketMonth>? Progress() =>
        Console.IsErrorRedirected ? null : new Progress<MarketMonth>(month => Console.Error.WriteLine($"settled {month}"));
}
