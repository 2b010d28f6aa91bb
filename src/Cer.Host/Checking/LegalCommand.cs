using System.CommandLine;
using Cer.Host.Data;
using Cer.Operations.Ports;

namespace Cer.Host.Checking;

/// <summary>The verb <c>legal</c>: legal communities and their configurations.</summary>
internal static class LegalCommand
{
    public static Command Create() =>
        new("legal", "Legal communities: each may hold several configurations, one for each primary substation.")
        {
            List(), Add(), Join(), Leave(),
        };

    private static Command List()
    {
        var data = DataOption.Create();
        var command = new Command("list", "The legal communities with their configurations.") { data };
        command.SetAction((parse, cancellation) => RunAsync("legal list", DataOption.Folder(parse, data), async services =>
        {
            foreach (var legal in await services.GetRequiredService<ILegalStore>().ListAsync(cancellation))
                Console.WriteLine($"{legal.Code}: {legal.Name}: {string.Join(", ", legal.Configurations.Select(one => one.Code))}");
            return ExitCodes.Done;
        }, cancellation));
        return command;
    }

    private static Command Add()
    {
        var (data, code) = (DataOption.Create(), CodeArgument());
        var name = new Argument<string>("name") { Description = "The name of the legal community, at most 200 letters." };
        var command = new Command("add", "Make a legal community.") { data, code, name };
        command.SetAction((parse, cancellation) => RunAsync("legal add", DataOption.Folder(parse, data), async services =>
        {
            var (wanted, called) = (parse.GetValue(code)!, parse.GetValue(name)!.Trim());
            if (wanted.Length is 0 or > 63
                || wanted.Any(one => !char.IsAsciiLetterLower(one) && !char.IsAsciiDigit(one) && one is not ('-' or '_')))
                throw new UserFault("code: found another form, expected up to 63 lower-case letters, digits, hyphens, underscores.");
            if (called.Length is 0 or > 200) throw new UserFault($"name: found {called.Length} letters, expected 1 to 200.");
            if (!await services.GetRequiredService<ILegalStore>().AddAsync(wanted, called, Environment.UserName, cancellation))
                throw new UserFault($"code: found {wanted} taken, expected a new one: cer legal list.");
            Console.WriteLine($"{wanted}: made");
            return ExitCodes.Done;
        }, cancellation));
        return command;
    }

    private static Command Join()
    {
        var (data, code, community) = (DataOption.Create(), CodeArgument(), CommunityArgument());
        var command = new Command("join", "Make a community one of the configurations of a legal community.") { data, code, community };
        command.SetAction((parse, cancellation) => RunAsync("legal join", DataOption.Folder(parse, data), async services =>
        {
            var (legal, configuration) = (parse.GetValue(code)!, parse.GetValue(community)!);
            var found = await services.CommunityAsync(configuration, cancellation);
            switch (await services.GetRequiredService<ILegalStore>().JoinAsync(legal, found, Environment.UserName, cancellation))
            {
                case JoinOutcome.Unknown:
                    throw new UserFault($"Found no legal community {legal}, expected one of cer legal list.");
                case JoinOutcome.Elsewhere elsewhere:
                    throw new UserFault($"Found {configuration} in {elsewhere.Code}, expected one that stands alone: cer legal leave.");
                case JoinOutcome.Doubled doubled:
                    throw new UserFault(
                        $"Found {doubled.Points} points that the configuration {doubled.Configuration} has on the same days, expected each"
                        + " in one configuration at a time.");
                default:
                    Console.WriteLine($"{configuration}: a configuration of {legal}");
                    return ExitCodes.Done;
            }
        }, cancellation));
        return command;
    }

    private static Command Leave()
    {
        var (data, community) = (DataOption.Create(), CommunityArgument());
        var command = new Command("leave", "Let a configuration stand alone again.") { data, community };
        command.SetAction((parse, cancellation) => RunAsync("legal leave", DataOption.Folder(parse, data), async services =>
        {
            var configuration = parse.GetValue(community)!;
            var found = await services.CommunityAsync(configuration, cancellation);
            var left = await services.GetRequiredService<ILegalStore>().LeaveAsync(found, Environment.UserName, cancellation);
            Console.WriteLine(left ? $"{configuration}: stands alone" : $"{configuration}: stood alone already");
            return ExitCodes.Done;
        }, cancellation));
        return command;
    }

    private static Argument<string> CodeArgument() =>
        new("code") { Description = "Code of the legal community: lower-case letters, digits, hyphen, underscore." };

    private static Argument<string> CommunityArgument() => new("community") { Description = "Code of the configuration." };

    private static Task<int> RunAsync(
        string verb, string folder, Func<ServiceProvider, Task<int>> run, CancellationToken cancellation) =>
        Guard.RunAsync(verb, async () =>
        {
            await using var services = await CerServices.OpenAsync(folder, TimeProvider.System, cancellation);
            return await run(services);
        });
}
