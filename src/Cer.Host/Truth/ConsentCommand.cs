using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Ports;
using static Cer.Host.Truth.ConsentOptions;

namespace Cer.Host.Truth;

/// <summary>The verb <c>consent</c>: whether devices need the consent of who holds their point, and who gave one.</summary>
internal static class ConsentCommand
{
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
        var (data, community, who, reason) = (DataOption.Create(), Community(), Who(), Reason());
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
        var (member, evidence) = (Member(), Evidence());
        var from = new Option<string>("--from") { Description = "First day.", Required = true };
        var to = new Option<string>("--to") { Description = "Last day.", Required = true };
        var command = new Command("add", "Record a member's consent.") { data, community, member, from, to, evidence, who };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (services, id) =>
        {
            var (first, last) = Term(parse.GetValue(from)!, parse.GetValue(to)!);
            if (!(await MembersAsync(services, id, cancellation)).TryGetValue(parse.GetValue(member)!, out var number)) throw NoMember();
            var given = await services.GetRequiredService<IConsentStore>().GiveAsync(
                id, number, first, last!.Value, Said(parse, evidence), parse.GetValue(who)!, Now(parse), cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Consent {given}."));
        }, cancellation));
        return command;
    }

    private static Command Withdraw()
    {
        var (data, community, who, reason) = (DataOption.Create(), Community(), Who(), Reason());
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
}
