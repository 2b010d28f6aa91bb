using System.Text.Json;
using Cer.Database.Tests;
using Cer.Host.Serve;
using Cer.Messaging.Tests;
using Cer.Operations.Demo;
using Cer.Operations.People;
using Cer.Operations.People.Links;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Browser.Tests;

/// <summary>Somebody whose device knows passkeys, in a real browser, at the root and below a path; the tests ask what was seen.</summary>
public sealed class KeyHolder : IAsyncLifetime
{
    private JsonElement _results;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What was shown to work, or what was wrong, of one kind.</summary>
    public IReadOnlyList<string> Told(string kind) =>
        [.. _results.GetProperty(kind).EnumerateArray().Select(text => text.GetString()!)];

    public async ValueTask InitializeAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var root = await StartAsync(database, "", isNamed: false);
        await using var below = await StartAsync(database, "/cer", isNamed: true);
        var declaration = ActivatorUtilities.CreateInstance<DemoDeclaration>(root.Services);
        Assert.IsType<DemoOutcome.Made>(await ActivatorUtilities
            .CreateInstance<InventCommunity>(root.Services, declaration).RunAsync(1, 1, null, Cancellation));
        _results = await PageScript.RunAsync("dev/passkeys.mjs", new
        {
            places = new object[]
            {
                new { name = "root", address = Named(root, ""), invite = await InviteAsync(root, "amministratore", Role.Administrator) },
                new
                {
                    name = "below", address = Named(below, "/cer"),
                    invite = await InviteAsync(below, "operatore", Role.Operator),
                    link = await LinkAsync(below),
                },
            },
            plain = $"{root.Urls.Single()}/",
            designer = new { address = Named(below, "/cer"), invite = await InviteAsync(below, "disegno", Role.Designer) },
        });
        await root.StopAsync(Cancellation);
        await below.StopAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Named(WebApplication app, string prefix) =>
        $"{app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}{prefix}/";

    /// <param name="database">Where everything is kept.</param>
    /// <param name="prefix">The path below which the pages are.</param>
    /// <param name="isNamed">Whether the settings say where browsers find them.</param>
    private static async Task<WebApplication> StartAsync(TestDatabase database, string prefix, bool isNamed)
    {
        var port = Ports.Free();
        var app = ServeCommand.Build(
            new(database.AppAddress, null, $"http://127.0.0.1:{port}")
            {
                DemoLive = false,
                MemberConnection = database.MemberAddress,
                PathBase = prefix.Length > 0 ? prefix : null,
                PublicUrl = isNamed ? $"http://localhost:{port}{prefix}" : null,
            },
            TimeProvider.System);
        await app.StartAsync(Cancellation);
        return app;
    }

    private static async Task<string> InviteAsync(WebApplication app, string login, Role role)
    {
        var made = await app.Services.GetRequiredService<IPeopleStore>().AddAsync(
            new(login, "Persona Inventata", null, [new(role, null, null, null)]), SecretToken.New(), "test", Cancellation);
        return made!.Path.TrimStart('/');
    }

    /// <summary>The token of a link for a member.</summary>
    private static async Task<string> LinkAsync(WebApplication app)
    {
        var (people, token) = (app.Services.GetRequiredService<IPeopleStore>(), SecretToken.New());
        var community = await app.Services.GetRequiredService<ICommunityStore>().FindAsync("magliano", Cancellation);
        var member = await app.Services.GetRequiredService<IMemberNumbers>().FindAsync(community!.Value, "fam-ginestra", Cancellation);
        var invite = SecretToken.New();
        var made = await people.AddAsync(
            new("membro.demo", "Famiglia Inventata", null, [new(Role.Member, community, "magliano", member)]),
            invite,
            "test",
            Cancellation);
        await people.AcceptAsync(invite, PasswordHash.Of("una frase che non serve"), Cancellation);
        Assert.NotNull(await app.Services.GetRequiredService<ILinkStore>().AddAsync(made!.Person, token, new byte[32], false,
            Cancellation));
        return token.Text;
    }
}
