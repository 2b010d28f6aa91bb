using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.Quarantine;

/// <summary>The verb <c>quarantine</c>: lists the lines kept apart, and decides about them.</summary>
internal static class QuarantineCommand
{
    public static Command Create() => new("quarantine", "Lines kept apart: list them, make readings of them, or reject them for good.")
    {
        List(),
        Decide("accept", "Make readings of lines that wait.", accept: true),
        Decide("reject", "Leave lines that wait out for good.", accept: false),
    };

    private static Command List()
    {
        var (data, community) = (DataOption.Create(), Community());
        var limit = new Option<int>("--limit") { Description = "At most so many lines.", DefaultValueFactory = _ => 100 };
        var command = new Command("list", "List the lines that wait, oldest message first.") { data, community, limit };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("quarantine", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            var most = Math.Clamp(parse.GetValue(limit), 1, 100_000);
            var lines = await services.GetRequiredService<IQuarantineStore>().WaitingAsync(
                await services.CommunityAsync(parse.GetValue(community)!, cancellation), most + 1, cancellation);
            foreach (var line in lines.Take(most)) Console.WriteLine(Text(line));
            if (lines.Count > most) await Console.Error.WriteLineAsync("There are more: --limit shows them.");
            if (lines.Count == 0) await Console.Error.WriteLineAsync("No line waits.");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Decide(string name, string description, bool accept)
    {
        var (data, community) = (DataOption.Create(), Community());
        var message = new Option<long>("--message") { Description = "Number of the message, as list shows it.", Required = true };
        var lines = new Option<int[]>("--line") { Description = "A line of it; repeat it for more; left out, all that wait." };
        var who = new Option<string>("--who") { Description = "Who decides.", DefaultValueFactory = _ => Environment.UserName };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var command = new Command(name, description) { data, community, message, lines, who, reason };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("quarantine", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            var outcome = await services.GetRequiredService<ReleaseQuarantine>().RunAsync(
                await services.CommunityAsync(parse.GetValue(community)!, cancellation),
                parse.GetValue(message),
                parse.GetValue(lines) ?? [],
                accept,
                parse.GetValue(who)!,
                parse.GetValue(reason)!,
                cancellation);
            if (outcome is not ReleaseOutcome.Decided decided) throw new UserFault(((ReleaseOutcome.Refused)outcome).Reason);
            Console.WriteLine(Sentence(decided, accept));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Option<string> Community() =>
        new("--community") { Description = "Code of the community.", Required = true };

    private static string Sentence(ReleaseOutcome.Decided decided, bool accept) => accept
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{decided.Lines} lines accepted: {decided.Readings.Added} new readings, {decided.Readings.Corrected} "
                + $"corrections, {decided.Readings.Unchanged} known.")
        : string.Create(CultureInfo.InvariantCulture, $"{decided.Lines} lines rejected.");

    private static string Text(WaitingLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"message {line.IngestId} line {line.Line} point {Point(line)} {Start(line)}: {line.Reason}");

    private static string Point(WaitingLine line) => line.Point?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    private static string Start(WaitingLine line) => line.Start is { } start ? InstantPattern.General.Format(start) : "at no time";
}
