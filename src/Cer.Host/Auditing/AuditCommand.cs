using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Auditing;
using Cer.Operations.Ports;

namespace Cer.Host.Auditing;

/// <summary>The verb <c>audit</c>: checks the audit logs, and gives their heads to keep elsewhere.</summary>
internal static class AuditCommand
{
    private const int Often = 1000;

    public static Command Create() => new(
        "audit", "The audit logs of what went to GSE and ARERA: check them, or print their heads.")
    {
        Verify(), Head(),
    };

    private static Command Verify()
    {
        var (data, community) = (DataOption.Create(), Community());
        var noted = new Option<string?>("--noted")
        {
            Description = "A head that was kept elsewhere, as head prints it: it must be among the entries. Needs --community.",
            HelpName = "NUMBER:HASH",
        };
        var command = new Command(
            "verify", "Walk each audit log from its first entry to its head; says where the first broken link is.")
        {
            data, community, noted,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("audit verify", async () =>
        {
            var folder = DataOption.Folder(parse, data);
            await using var services = await CerServices.OpenAsync(folder, TimeProvider.System, cancellation);
            var kept = Noted(parse.GetValue(noted), parse.GetValue(community));
            var verify = new VerifyChain(services.GetRequiredService<IChainStore>());
            var status = ExitCodes.Done;
            foreach (var one in await ChosenAsync(services, parse.GetValue(community), cancellation))
            {
                var report = await verify.RunAsync(one.Id, one.Code, kept, done => Tell(one.Code, done), cancellation);
                if (report.Break is not { } broken)
                {
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{one.Code}: {report.Entries} entries, none changed, missing or moved; head ")
                        + (report.Head?.ToString() ?? "none"));
                    continue;
                }

                Console.WriteLine($"{one.Code}: BROKEN at {broken}");
                status = ExitCodes.Failed;
            }

            return status;
        }));
        return command;
    }

    private static Command Head()
    {
        var (data, community) = (DataOption.Create(), Community());
        var command = new Command(
            "head", "Print number and hash of the last entry: kept on paper, they prove later that nothing was rewritten.")
        {
            data, community,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("audit head", async () =>
        {
            var folder = DataOption.Folder(parse, data);
            await using var services = await CerServices.OpenAsync(folder, TimeProvider.System, cancellation);
            foreach (var one in await ChosenAsync(services, parse.GetValue(community), cancellation))
            {
                var head = await services.GetRequiredService<IChainStore>().HeadAsync(one.Id, cancellation);
                Console.WriteLine($"{one.Code} {head?.ToString() ?? "none"}");
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Tell(string code, long done)
    {
        if (done % Often == 0)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code}: {done} entries read"));
    }

    private static ChainHead? Noted(string? text, string? community)
    {
        if (text is null) return null;
        if (community is null) throw new UserFault("Found --noted without --community, expected the community whose head it is.");
        return ChainHead.Read(text) ?? throw new UserFault($"Found another --noted, expected {ChainHead.Form}.");
    }

    private static async Task<IReadOnlyList<CommunitySummary>> ChosenAsync(
        IServiceProvider services, string? code, CancellationToken cancellation)
    {
        var all = await services.GetRequiredService<ICommunityStore>().ListAsync(cancellation);
        if (code is null) return all;
        var id = await services.CommunityAsync(code, cancellation);
        return [.. all.Where(one => one.Id == id)];
    }

    private static Option<string?> Community(
        ) => new("--community") { Description = "Code of the community; all when left out." };
}
