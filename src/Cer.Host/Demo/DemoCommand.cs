using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Demo;
using Cer.Operations.Intake;
using Cer.Operations.Ports;

namespace Cer.Host.Demo;

/// <summary>The verb <c>demo</c>: an invented community with its last whole month; prints the settled months.</summary>
internal static class DemoCommand
{
    private const string OnlyHere =
        "The prices of CNOR are invented too: start with an empty data folder for a real community.";

    public static Command Create()
    {
        var data = DataOption.Create();
        var seed = new Option<ulong>("--seed")
        {
            Description = "Another number invents another month.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command(
            "demo",
            "Fill an empty installation with an invented community and a settled month; print the settled months.")
        {
            data, seed,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("demo", async () =>
        {
            var folder = DataOption.Folder(parse, data);
            await using var services = await CerServices.OpenAsync(folder, Clock.Of(parse), cancellation);
            await using var intake = ActivatorUtilities.CreateInstance<TakeReadings>(services);
            var outcome = await ActivatorUtilities.CreateInstance<InventCommunity>(services, intake)
                .RunAsync(parse.GetValue(seed), Progress(), cancellation);
            await Console.Error.WriteLineAsync(Sentence(outcome));
            await PrintAsync(services, cancellation);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static string Sentence(DemoOutcome outcome) => outcome switch
    {
        DemoOutcome.Made made => string.Create(
            CultureInfo.InvariantCulture,
            $"Invented {made.Month:MMMM uuuu}: {made.Messages} messages, {made.Readings} readings. {OnlyHere}"),
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

    private static Progress<(int Done, int All)>? Progress() => Console.IsErrorRedirected
        ? null
        : new Progress<(int Done, int All)>(sent =>
        {
            if (sent.Done % 100 == 0) Console.Error.WriteLine($"{sent.Done} of {sent.All} messages");
        });
}
