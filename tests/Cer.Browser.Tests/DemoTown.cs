using System.Globalization;
using Cer.Database.Tests;
using Cer.Exchange.Faults;
using Cer.HomeAssistant.Peer;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Host.Tests.Stored;
using Cer.Host.Web;
using Cer.Operations.Dashboards;
using Cer.Operations.Demo;
using Cer.Operations.Importing;
using Cer.Operations.People;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Browser.Tests;

/// <summary>The whole server below a prefix, with the invented community and two people who were invited.</summary>
internal sealed class DemoTown : IAsyncDisposable
{
    private const string Code = "magliano";
    public const string Prefix = "/cer";
    public const string Now = "2026-11-03T10:05:00Z";

    private static readonly byte[] Newborn = """
        name: Borgo Nuovo (inventato)
        configuration: CER
        constituted_on: 2026-10-01
        members:
          - {id: nuova, name: Famiglia Nuova (inventata), category: natural_person}
          - {id: altra, name: Famiglia Altra (inventata), category: natural_person}
        pods:
          - {pod: IT999E00009911, member: nuova, from: 2026-10-30}
          - {pod: IT999E00009912, member: altra, from: 2026-10-01}
        plants:
          - {id: UP-NUOVO, pod: IT999E00009912, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2026-10-10, incentive_from: 2026-11-01}
        """u8.ToArray();

    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly MovingClock _clock;

    private readonly DirectoryInfo? _folder;

    private DemoTown(TestDatabase database, WebApplication app, MovingClock clock, DirectoryInfo? folder) =>
        (_database, _app, _clock, _folder) = (database, app, clock, folder);

    public string Address => $"{_app.Urls.Single()}{Prefix}/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it; with a Home Assistant it has a folder for the collectors too.</summary>
    public static async Task<DemoTown> StartAsync(HomePeer? home = null)
    {
        var folder = home is null ? null : Directory.CreateTempSubdirectory("cer-demo-");
        var database = await TestDatabase.CreateMigratedAsync();
        var clock = new MovingClock(
            DateTimeOffset.Parse(Now, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        var settings = new Settings(database.AppAddress, null, "http://127.0.0.1:0")
        {
            DemoLive = false,
            MemberConnection = database.MemberAddress,
            RepConnection = database.RepAddress,
            PathBase = Prefix,
            Footer = new FooterSettings("https://form.agid.gov.it/view/inventata", "accessibilita@comune.example"),
            Home = home is null ? null : await HomeAsync(home, folder!.FullName),
        };
        var app = ServeCommand.Build(settings, clock);
        await app.StartAsync(Cancellation);
        var town = new DemoTown(database, app, clock, folder);
        var declaration = ActivatorUtilities.CreateInstance<DemoDeclaration>(app.Services);
        Assert.IsType<DemoOutcome.Made>(await ActivatorUtilities
            .CreateInstance<InventCommunity>(app.Services, declaration).RunAsync(1, 2, null, Cancellation));
        await town.WorkAsync();
        await app.Services.GetRequiredService<SumWaiting>().RunAsync(early: true, null, Cancellation);
        return town;
    }

    /// <summary>An invite for the one member of a community in which nothing has happened yet.</summary>
    public async Task<string> StrangerAsync()
    {
        const string New = "borgo";
        var faults = new FaultList();
        await _app.Services.GetRequiredService<ImportCommunity>().RunAsync(New, Newborn, [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        return await InviteAsync("membro.nuovo", "Famiglia Nuova (inventata)", Role.Member, "nuova", New);
    }

    /// <summary>The path of an invite, as install.sh prints it.</summary>
    public async Task<string> InviteAsync(string login, string name, Role role, string? member = null, string code = Code)
    {
        var communities = _app.Services.GetRequiredService<ICommunityStore>();
        var community = await communities.FindAsync(code, Cancellation);
        var number = member is null ? (int?)null : await _app.Services.GetRequiredService<IMemberNumbers>()
            .FindAsync(community!.Value, member, Cancellation);
        var grant = member is null
            ? new PersonRole(role, null, null, null)
            : new PersonRole(role, community, code, number);
        var invite = await _app.Services.GetRequiredService<IPeopleStore>()
            .AddAsync(new(login, name, null, [grant]), SecretToken.New(), "test", Cancellation);
        return $"{Prefix}{invite!.Path}";
    }

    /// <summary>Lets somebody who was invited act for a member, by a paper of the desk; gives the number by which it asks.</summary>
    public async Task<long> DelegateAsync(string login, string member)
    {
        await using var command = _database.Admin.CreateCommand("""
            with today as (select (now() at time zone 'Europe/Rome')::date as day),
            acts as (
              insert into core.person_role (person_id, role, community_id)
              select person.id, 'delegate', community.id from core.person as person, core.community as community
              where person.login = $1 and community.code = $2 returning person_id, community_id),
            given as (
              insert into core.delegation (community_id, id, member_id, delegate, from_day, to_day, kind, dated, kept_at, author,
                recorded_at)
              select acts.community_id, 1, member.id, 'Delegata inventata', today.day - 30, today.day + 300, 'power_of_attorney',
                today.day - 30, 'armadio 2', 'test', now()
              from acts join core.member as member on member.community_id = acts.community_id and member.code = $3, today
              returning community_id, id)
            insert into core.delegation_access (community_id, delegation_id, person_id, author)
            select given.community_id, given.id, acts.person_id, 'test' from given, acts returning id
            """);
        foreach (var value in (string[])[login, Code, member]) command.Parameters.Add(new() { Value = value });
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private static async Task<HomeSettings> HomeAsync(HomePeer home, string folder)
    {
        var token = Path.Combine(folder, "home-token");
        await File.WriteAllTextAsync(token, home.Options.Tokens[0] + "\n", Cancellation);
        File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var apps = Directory.CreateDirectory(Path.Combine(folder, "apps")).FullName;
        // The house has no broker to show the share by.
        await File.WriteAllTextAsync(
            Path.Combine(apps, "share.yaml"),
            $"Cer.Apps.CommunityConfig:\n  Enabled: false\nCer.Apps.PlatformConfig:\n  Folder: {folder}/state\n",
            Cancellation);
        return new(home.Address) { TokenFile = token, AppsFolder = apps };
    }

    /// <summary>Everything that is due.</summary>
    private async Task WorkAsync()
    {
        var due = _app.Services.GetRequiredService<DoDueWork>();
        for (var idle = 0; idle < 3; idle++)
        {
            _clock.Move(TimeSpan.FromSeconds(20));
            while (await due.RunAsync(Cancellation) is { } report)
            {
                Assert.Null(report.Problem);
                idle = 0;
            }
        }
    }
}
