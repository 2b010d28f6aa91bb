using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Dashboards;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Dashboards;

/// <summary>The verb <c>consent totals</c>: which producers let their production be in totals that everybody sees.</summary>
internal static class TotalConsentCommand
{
    private const int LongestText = 2000;

    public static Command Create() => new("totals", "Consents of producers to totals that everybody sees.") { List(), Add(), Withdraw() };

    private static Command List()
    {
        var (data, community) = (DataOption.Create(), Community());
        var command = new Command("list", "Every one, the newest first.") { data, community };
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (store, id) =>
        {
            foreach (var one in await store.ListAsync(id, cancellation))
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
        var member = new Option<string>("--member") { Description = "Code of the member.", Required = true };
        var from = new Option<string>("--from") { Description = "First day of the energy it is about.", Required = true };
        var to = new Option<string?>("--to") { Description = "Last day; without it, no end." };
        var evidence = Said("--evidence", "How it was given: which form, of when, kept where.");
        var command = new Command("add", "Record a producer's consent.") { data, community, member, from, to, evidence, who };
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (store, id) =>
        {
            var (first, last) = (Day("--from", parse.GetValue(from)!), parse.GetValue(to) is { } end ? Day("--to", end) : (LocalDate?)null);
            if (last < first) throw new UserFault("--to: found a day before --from, expected one from then on");
            var given = await store.GiveAsync(
                id, parse.GetValue(member)!, first, last, TextOf(parse, evidence), parse.GetValue(who)!, cancellation)
                ?? throw new UserFault("--member: found no such member, expected the code of one of the community");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Consent {given}."));
        }, cancellation));
        return command;
    }

    private static Command Withdraw()
    {
        var (data, community, who, reason) = (DataOption.Create(), Community(), Who(), Said("--reason", "Why."));
        var number = new Option<int>("--consent") { Description = "Its number: cer consent totals list.", Required = true };
        var command = new Command("withdraw", "Record that one was withdrawn: no total that needs it is told any more.")
        {
            data, community, number, reason, who,
        };
        command.SetAction((parse, cancellation) => RunAsync(parse, data, community, async (store, id) =>
        {
            if (!await store.WithdrawAsync(id, parse.GetValue(number), TextOf(parse, reason), parse.GetValue(who)!, cancellation))
                throw new UserFault("--consent: found no such consent that stands, expected one that cer consent totals list shows");
        }, cancellation));
        return command;
    }

    private static Task<int> RunAsync(
        ParseResult parse,
        Option<string?> data,
        Option<string> community,
        Func<ITotalConsents, CommunityId, Task> act,
        CancellationToken cancellation) => Guard.RunAsync("consent", async () =>
    {
        await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
        await act(
            services.GetRequiredService<ITotalConsents>(), await services.CommunityAsync(parse.GetValue(community)!, cancellation));
        return ExitCodes.Done;
    });

    private static LocalDate Day(string option, string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 2000 and <= 2200 } day }
            ? day
            : throw new UserFault($"{option}: found another day, expected one such as 2026-10-25");

    private static string TextOf(ParseResult parse, Option<string> option) =>
        parse.GetValue(option)!.Trim() is { Length: > 0 and <= LongestText } said
            ? said
            : throw new UserFault($"{option.Name}: found nothing or a long text, expected 1 to {LongestText} characters");

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static Option<string> Community() => new("--community") { Description = "Code of the community.", Required = true };

    private static Option<string> Said(string name, string words) => new(name) { Description = words, Required = true };

    private static Option<string> Who() => new("--who")
    {
        Description = "Who records it.",
        DefaultValueFactory = _ => Environment.UserName,
    };
}
