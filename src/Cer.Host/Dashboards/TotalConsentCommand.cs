using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Dashboards;
using NodaTime;
using NodaTime.Text;
using static Cer.Host.Truth.ConsentOptions;

namespace Cer.Host.Dashboards;

/// <summary>The verb <c>consent totals</c>: which producers let their production be in totals that everybody sees.</summary>
internal static class TotalConsentCommand
{
    public static Command Create() => new("totals", "Consents of producers to totals that everybody sees.") { List(), Add(), Withdraw() };

    private static Command List()
    {
        var (data, community) = (DataOption.Create(), Community());
        var command = new Command("list", "Every one, the newest first.") { data, community };
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (services, id) =>
        {
            foreach (var one in await services.GetRequiredService<ITotalConsents>().ListAsync(id, cancellation))
            {
                var end = one.To is { } to ? $" to {Text(to)}" : "";
                var gone = one.WithdrawnAt is { } at ? $", withdrawn {Text(at)} by {one.WithdrawnBy}" : "";
                Console.WriteLine($"{one.Id} {one.Member} from {Text(one.From)}{end} ({one.Author}, {Text(one.At)}: {one.Evidence}){gone}");
            }
        }, cancellation));
        return command;
    }

    private static Command Add()
    {
        var (data, community, who) = (DataOption.Create(), Community(), Who());
        var (member, evidence) = (Member(), Evidence());
        var from = new Option<string>("--from") { Description = "First day of the energy it is about.", Required = true };
        var to = new Option<string?>("--to") { Description = "Last day; without it, no end." };
        var command = new Command("add", "Record a producer's consent.") { data, community, member, from, to, evidence, who };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (services, id) =>
        {
            var (first, last) = Term(parse.GetValue(from)!, parse.GetValue(to));
            var given = await services.GetRequiredService<ITotalConsents>().GiveAsync(
                id, parse.GetValue(member)!, first, last, Said(parse, evidence), parse.GetValue(who)!, Now(parse), cancellation)
                ?? throw NoMember();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Consent {given}."));
        }, cancellation));
        return command;
    }

    private static Command Withdraw()
    {
        var (data, community, who, reason) = (DataOption.Create(), Community(), Who(), Reason());
        var number = new Option<int>("--consent") { Description = "Its number: cer consent totals list.", Required = true };
        var command = new Command("withdraw", "Record that one was withdrawn: no total that needs it is told any more.")
        {
            data, community, number, reason, who,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (services, id) =>
        {
            if (!await services.GetRequiredService<ITotalConsents>().WithdrawAsync(
                id, parse.GetValue(number), Said(parse, reason), parse.GetValue(who)!, Now(parse), cancellation))
                throw new UserFault("--consent: found no such consent that stands, expected one that cer consent totals list shows");
        }, cancellation));
        return command;
    }

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
