using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>The verb <c>consent</c>: whether devices need the consent of who holds their point, and who gave one.</summary>
internal static class ConsentCommand
{
    private const int LongestText = 2000;

    public static Command Create() => new("consent", "Consents of members to the quarter hours of their devices.")
    {
        List(), Rule(), Add(), Withdraw(), Dashboards.TotalConsentCommand.Create(),
    };

    private static Command List()
    {
        var (data, community) = (DataOption.Create(), Community());
        var command = new Command("list", "Whether consents are asked for, and every one, the newest first.") { data, community };
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (services, id) =>
        {
            var store = services.GetRequiredService<IConsentStore>();
            var members = await MembersAsync(services, id, cancellation);
            Console.WriteLine(await store.IsRequiredAsync(id, cancellation)
                ? "Devices of natural persons' points need a consent."
                : "Devices need no consent.");
            foreach (var one in await store.ListAsync(id, cancellation))
            {
                var code = members.FirstOrDefault(member => member.Value == one.Member).Key;
                var row = ConsentRow.Of(one);
                Console.WriteLine($"{row.Id} {code} from {row.From} to {row.To} ({row.Author}, {row.At}: {row.Evidence})"
                    + (row.WithdrawnAt is { } gone ? $", withdrawn {gone} by {row.WithdrawnBy}" : ""));
            }
        }, cancellation));
        return command;
    }

    private static Command Rule()
    {
        var (data, community, who, reason) = (DataOption.Create(), Community(), Who(), Text("--reason", "Why."));
        var turn = new Argument<string>("on-or-off") { Description = "on: devices of natural persons need one; off: none do." };
        turn.AcceptOnlyFromAmong("on", "off");
        var command = new Command("rule", "Decide whether devices need a consent.") { turn, data, community, who, reason };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (services, id) =>
            await services.GetRequiredService<IConsentStore>().RequireAsync(
                id, parse.GetValue(turn) == "on", Said(parse, reason), parse.GetValue(who)!, Now(parse), cancellation), cancellation));
        return command;
    }

    private static Command Add()
    {
        var (data, community, who) = (DataOption.Create(), Community(), Who());
        var member = new Option<string>("--member") { Description = "Code of the member.", Required = true };
        var from = new Option<string>("--from") { Description = "First day.", Required = true };
        var to = new Option<string>("--to") { Description = "Last day.", Required = true };
        var evidence = Text("--evidence", "How it was given: which form, of when, kept where.");
        var command = new Command("add", "Record a member's consent.") { data, community, member, from, to, evidence, who };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (services, id) =>
        {
            var (first, last) = (Day("--from", parse.GetValue(from)!), Day("--to", parse.GetValue(to)!));
            if (last < first) throw new UserFault("--to: found a day before --from, expected one from then on");
            if (!(await MembersAsync(services, id, cancellation)).TryGetValue(parse.GetValue(member)!, out var number))
                throw new UserFault("--member: found no such member, expected the code of one of the community");
            var given = await services.GetRequiredService<IConsentStore>().GiveAsync(
                id, number, first, last, Said(parse, evidence), parse.GetValue(who)!, Now(parse), cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Consent {given}."));
        }, cancellation));
        return command;
    }

    private static Command Withdraw()
    {
        var (data, community, who, reason) = (DataOption.Create(), Community(), Who(), Text("--reason", "Why."));
        var number = new Option<int>("--consent") { Description = "Its number: cer consent list.", Required = true };
        var command = new Command("withdraw", "Record that a consent was withdrawn: nothing more is taken in on it.")
        {
            data, community, number, reason, who,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (services, id) =>
        {
            if (!await services.GetRequiredService<IConsentStore>().WithdrawAsync(
                id, parse.GetValue(number), Said(parse, reason), parse.GetValue(who)!, Now(parse), cancellation))
                throw new UserFault("--consent: found no such consent that stands, expected one that cer consent list shows");
        }, cancellation));
        return command;
    }

    private static Task<int> RunAsync(
        ParseResult parse,
        Option<string?> data,
        Option<string> community,
        Func<IServiceProvider, CommunityId, Task> act,
        CancellationToken cancellation) => Guard.RunAsync("consent", async () =>
    {
        await using var services = await CerServices.OpenAsync(
            DataOption.Folder(parse, data), TimeProvider.System, cancellation);
        await act(services, await services.CommunityAsync(parse.GetValue(community)!, cancellation));
        return ExitCodes.Done;
    });

    private static async Task<IReadOnlyDictionary<string, int>> MembersAsync(
        IServiceProvider services, CommunityId community, CancellationToken cancellation) =>
        (await services.GetRequiredService<IRegistryView>().NumbersAsync(community, cancellation)).Members;

    private static LocalDate Day(string option, string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 2000 and <= 2200 } day }
            ? day
            : throw new UserFault($"{option}: found another day, expected one such as 2026-10-25");

    private static string Said(ParseResult parse, Option<string> option) =>
        parse.GetValue(option)!.Trim() is { Length: > 0 and <= LongestText } said
            ? said
            : throw new UserFault($"{option.Name}: found nothing or a long text, expected 1 to {LongestText} characters");

    private static Instant Now(ParseResult parse) => Instant.FromDateTimeOffset(Clock.Of(parse).GetUtcNow());

    private static Option<string> Community() => new("--community") { Description = "Code of the community.", Required = true };

    private static Option<string> Text(string name, string words) => new(name) { Description = words, Required = true };

    private static Option<string> Who() => new("--who")
    {
        Description = "Who records it.",
        DefaultValueFactory = _ => Environment.UserName,
    };
}
