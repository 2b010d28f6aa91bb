using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Ports;
using Cer.Operations.Truth;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>The verb <c>precedence</c>: which class of readings goes before which.</summary>
internal static class PrecedenceCommand
{
    public static Command Create() => new("precedence", "Which class of readings goes before which: list what was decided, decide.")
    {
        List(),
        Decide(),
    };

    private static Command List()
    {
        var (data, community) = (DataOption.Create(), Community());
        var command = new Command("list", "List what was decided; without any it is correction, distributor, device, estimate.")
        {
            data, community,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("precedence", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            var id = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            foreach (var one in await services.GetRequiredService<IPrecedenceStore>().ListAsync(id, cancellation))
                Console.WriteLine(Text(PrecedenceRow.Of(one)));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Decide()
    {
        var (data, community) = (DataOption.Create(), Community());
        var point = new Option<string>("--point") { Description = "The POD or the number of the point; left out, all points." };
        var from = new Option<string>("--from") { Description = "First day of the readings it speaks of.", Required = true };
        var classes = new Option<string>("--classes")
        {
            Description = "The classes, the first to stand first: correction,distributor,device,estimate.", Required = true,
        };
        var who = new Option<string>("--who") { Description = "Who decides.", DefaultValueFactory = _ => Environment.UserName };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var command = new Command("decide", "Decide which class goes before which from a day on.")
        {
            data, community, point, from, classes, who, reason,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("precedence", async () =>
        {
            if (!LocalDatePattern.Iso.Parse(parse.GetValue(from)!).TryGetValue(default, out var day))
                throw new UserFault("found another day, expected one such as 2026-10-25");
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            var id = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            int? number = null;
            if (parse.GetValue(point) is { } asked)
            {
                number = ReadingsCommand.PointOf(
                    await services.GetRequiredService<IRegistryView>().NumbersAsync(id, cancellation), asked)
                    ?? throw new UserFault("found no such point, expected one of the community");
            }

            var (decided, problem) = await services.GetRequiredService<DecidePrecedence>().RunAsync(
                id,
                number,
                day,
                parse.GetValue(classes)!.Split(',', StringSplitOptions.TrimEntries),
                parse.GetValue(reason)!,
                parse.GetValue(who)!,
                cancellation);
            if (problem is not null) throw new UserFault(problem);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Decision {decided}: the days it touches are made anew."));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Option<string> Community() => new("--community") { Description = "Code of the community.", Required = true };

    private static string Text(PrecedenceRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Id} from {row.From} {(row.Point is { } point ? $"point {point}" : "all points")}: {string.Join(", ", row.Classes)}"
        + $" ({row.Author}, {row.At}: {row.Reason})");
}
