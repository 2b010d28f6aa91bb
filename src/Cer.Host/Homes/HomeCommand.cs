using System.CommandLine;
using System.Text.Json;
using Cer.Host.Data;
using Cer.Messaging.HomeAssistant;
using Cer.Storage.Homes;

namespace Cer.Host.Homes;

/// <summary>The verb <c>home</c>: the Home Assistant of the town.</summary>
internal static class HomeCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create() => new("home", "The Home Assistant of the town: its Energy dashboard, its statistics.")
    {
        Energy(), Rebuild(),
    };

    private static Command Energy()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community.", Required = true };
        var propose = new Option<bool>("--propose") { Description = "Show what would be added; change nothing." };
        var apply = new Option<string>("--apply") { Description = "Add what was shown: the word that --propose ends with." };
        var command = new Command("energy", "Add the community's series to the Energy dashboard, after looking at them.")
        {
            data, community, propose, apply,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("home energy", () => EnergyAsync(
            DataOption.Folder(parse, data), parse.GetValue(community)!, parse.GetValue(propose), parse.GetValue(apply), cancellation)));
        return command;
    }

    private static async Task<int> EnergyAsync(
        string folder, string code, bool propose, string? fingerprint, CancellationToken cancellation)
    {
        if (propose == fingerprint is not null) throw new UserFault("Found neither or both, expected --propose or --apply WORD.");
        var settings = Settings.Read(folder);
        var way = new HomeReach(settings, HomeReach.Environment);
        var options = way.Client ?? throw new UserFault(
            way.Problem ?? $"Found no Home Assistant in {Settings.FileName}, expected home.url and home.token_file.");
        await using var services = await CerServices.OpenAsync(folder, TimeProvider.System, cancellation);
        var community = await services.CommunityAsync(code, cancellation);
        await using var client = new HomeClient(options with { Answer = Patience }, TimeProvider.System);
        client.Start();
        var desk = new EnergyDesk(client);
        try
        {
            if (propose)
            {
                var proposal = await desk.ProposeAsync(community, code, cancellation);
                foreach (var id in proposal.Missing) Console.WriteLine($"{id} is not there yet, and is left out");
                Console.WriteLine(proposal.Added.Count == 0
                    ? "nothing to add"
                    : $"to be added: {string.Join(", ", proposal.Added)}; the sources as a whole would be:");
                if (proposal.Added.Count == 0) return ExitCodes.Done;
                Console.WriteLine(proposal.Sources.ToJsonString(Indented));
                Console.WriteLine($"to do so: cer home energy --community {code} --apply {proposal.Fingerprint}");
                return ExitCodes.Done;
            }

            var applied = await desk.ApplyAsync(community, code, fingerprint!, cancellation)
                ?? throw new UserFault("--apply: found another Energy dashboard than was shown, expected the same: --propose again.");
            Console.WriteLine(applied.Added.Count == 0 ? "nothing to add" : $"added: {string.Join(", ", applied.Added)}");
            return ExitCodes.Done;
        }
        catch (HomeFault fault)
        {
            // Nothing is wrong with what was asked: it ends as when a server fails.
            throw new IOException($"Home Assistant: {fault.Message}", fault);
        }
    }

    private static Command Rebuild()
    {
        var data = DataOption.Create();
        var command = new Command("rebuild", "Put all statistics down to be sent again; the server sends them.") { data };
        command.SetAction((parse, cancellation) => Guard.RunAsync("home rebuild", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var outbox = ActivatorUtilities.CreateInstance<HomeOutbox>(services);
            var state = await outbox.StateAsync(cancellation)
                ?? throw new UserFault("Found no Home Assistant that is sent statistics, expected the server to run with one.");
            await outbox.RebuildAsync(null, cancellation);
            Console.WriteLine($"all statistics wait to be sent to {state.Target}");
            return ExitCodes.Done;
        }));
        return command;
    }
}
