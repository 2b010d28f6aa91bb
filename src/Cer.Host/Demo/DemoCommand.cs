using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cer.Host.Data;
using Cer.Host.Workflows.Shipped;
using Cer.Operations.Demo;
using Cer.Operations.Intake;
using Cer.Operations.Ports;

namespace Cer.Host.Demo;

/// <summary>The verb <c>demo</c>: an invented community with months that end now; prints the settled months.</summary>
internal static class DemoCommand
{
    private const string OnlyHere =
        "The prices of CNOR are invented too: start with an empty data folder for a real community.";

    private const string Money =
        "Invented too: statements of GSE, credits, accounts at the bank. Approving and paying is left to people.";

    public static Command Create()
    {
        var data = DataOption.Create();
        var seed = new Option<ulong>("--seed")
        {
            Description = "Another number invents another month.",
            DefaultValueFactory = _ => 1,
        };
        var months = new Option<int>("--months")
        {
            Description = "How many months, the running one included.",
            DefaultValueFactory = _ => InventCommunity.UsualMonths,
        };
        months.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > InventCommunity.MostMonths)
                result.AddError($"--months: found another number, expected one from 1 to {InventCommunity.MostMonths}");
        });
        var live = new Option<bool>("--live") { Description = "Go on with a message every quarter of an hour, until stopped." };
        var speed = new Option<int>("--speed")
        {
            Description = "Let the time of --live run so many times faster; the data then run ahead of the calendar.",
            DefaultValueFactory = _ => 1,
        };
        speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > FastClock.MostSpeed)
                result.AddError($"--speed: found another number, expected one from 1 to {FastClock.MostSpeed}");
        });
        var command = new Command(
            "demo",
            "Fill an empty installation with an invented community and months that end now; print the settled months.")
        {
            data, seed, months, live, speed,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("demo", async () =>
        {
            var folder = DataOption.Folder(parse, data);
            var clock = new FastClock(Clock.Of(parse));
            await using var services = await CerServices.OpenAsync(folder, clock, cancellation);
            await using var intake = ActivatorUtilities.CreateInstance<TakeReadings>(services);
            var declaration = ActivatorUtilities.CreateInstance<DemoDeclaration>(services);
            var started = Stopwatch.GetTimestamp();
            var outcome = await ActivatorUtilities.CreateInstance<InventCommunity>(services, intake, declaration)
                .RunAsync(parse.GetValue(seed), parse.GetValue(months), Progress(), cancellation);
            await Console.Error.WriteLineAsync(Sentence(outcome, Stopwatch.GetElapsedTime(started)));
            if (outcome is not DemoOutcome.NotEmpty && await DemoMoney.TellAsync(Settings.Read(folder), clock, Progress(), cancellation))
                await Console.Error.WriteLineAsync(Money);
            await PrintAsync(services, cancellation);
            foreach (var sentence in await InstallFlows.EverywhereAsync(Settings.Read(folder), clock, cancellation))
                await Console.Error.WriteLineAsync(sentence);
            if (parse.GetValue(live))
            {
                var story = ActivatorUtilities.CreateInstance<ContinueDemo>(services, intake, declaration);
                await DemoStory.TellAsync(story, clock, parse.GetValue(speed), cancellation);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static string Sentence(DemoOutcome outcome, TimeSpan took) => outcome switch
    {
        DemoOutcome.Made made => string.Create(
            CultureInfo.InvariantCulture,
            $"Invented {made.First:uuuu-MM} to {made.Running:uuuu-MM} in {took.TotalSeconds:0.0} s: "
                + $"{made.Messages} messages, {made.Readings.Added} readings, {made.Readings.Corrected} "
                + $"corrections, {made.Accepted} lines of a new meter accepted. {OnlyHere}"),
        DemoOutcome.AlreadyThere => "The invented community is here already: nothing was changed.",
        DemoOutcome.NotEmpty => "Found other communities here, expected none: the invented one was left out.",
        _ => throw new NotSupportedException($"demo has no words for {outcome.GetType().Name}."),
    };

    private static async Task PrintAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var runs = services.GetRequiredService<IRunStore>();
        foreach (var community in await services.GetRequiredService<ICommunityStore>().ListAsync(cancellation))
            Console.Write(MonthsText.Of(community, await runs.MonthsAsync(community.Id, cancellation)));
    }

    private static Progress<DemoProgress>? Progress() => Console.IsErrorRedirected
        ? null
        : new Progress<DemoProgress>(step =>
        {
            if (step.Done % 50 == 0) Console.Error.WriteLine($"{step.Done} of {step.All} {step.What}");
        });
}
