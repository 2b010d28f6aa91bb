using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Exchange.Faults;
using Cer.Host.Data;
using Cer.HomeAssistant.Peer;
using Cer.Operations.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Homes;

/// <summary>A data folder whose settings name a house, for verbs as processes.</summary>
internal static class HomeTown
{
    public const string Token = "home-token";

    public static async Task<InstalledTown> MakeAsync(HomePeer? peer, int? broker = null, string? token = null)
    {
        var town = await InstalledTown.MakeAsync();
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(town.Folder, Settings.FileName)))!.AsObject();
        var home = new JsonObject();
        if (peer is not null)
        {
            (home["url"], home["token_file"]) = (peer.Address, Token);
            var file = await town.WriteAsync(Token, (token ?? peer.Options.Tokens[0]) + "\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (broker is { } port)
        {
            home["mqtt"] = new JsonObject
            {
                ["host"] = "127.0.0.1",
                ["port"] = port,
                ["username"] = "cer",
                ["password"] = "cer",
            };
        }

        if (home.Count > 0) settings["home"] = home;
        await town.WriteAsync(Settings.FileName, JsonSerializer.Serialize(settings));
        return town;
    }

    public static async Task DeclareAsync(InstalledTown town)
    {
        await using var services = await CerServices.OpenAsync(town.Folder, TimeProvider.System, TestContext.Current.CancellationToken);
        var faults = new FaultList();
        await services.GetRequiredService<ImportCommunity>().RunAsync(
            "prova",
            Encoding.UTF8.GetBytes("""
                name: Prova
                configuration: CER
                constituted_on: 2024-03-01
                members:
                  - {id: comune, name: Comune di Prova, category: local_authority}
                pods:
                  - {pod: IT999E00000001, member: comune, from: 2024-03-01}
                plants:
                  - {id: UP-A, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
                     power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
                """),
            [],
            "test",
            faults,
            TestContext.Current.CancellationToken);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
    }
}
