using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Tests.People;
using Cer.Operations.People;
using Cer.Operations.People.Tokens;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Wall;

/// <summary>Somebody who calls: with a session, with a device's token, or with nothing.</summary>
internal sealed record Caller(string Name, string? Session, string? Bearer, bool Entitled = false)
{
    private const string DevicePassword = "una parola di prova";

    /// <summary>Whoever has no session that is good is refused before anything of the address is read: a few ways tell it.</summary>
    public int MostVariants { get; init; } = int.MaxValue;

    /// <summary>The delegation by which it says to act with every call; null for oneself.</summary>
    public long? Acting { get; init; }

    /// <summary>Whether an address is for it: to whom a delegation is shown where it means something.</summary>
    public bool Asks(Door door) => Acting is null || door.Pattern.StartsWith("/api/mine", StringComparison.Ordinal)
        || door.Pattern.StartsWith("/api/documents", StringComparison.Ordinal)
        || door.Pattern.StartsWith("/api/dashboards", StringComparison.Ordinal);

    /// <summary>Everybody who must see nothing of the marked member.</summary>
    public static async Task<IReadOnlyList<Caller>> StrangersAsync(PeopleServer server, WalledTown town)
    {
        var anna = new PersonRole(Role.Member, town.Community, WalledTown.Here, town.Anna);
        var gina = new PersonRole(Role.Member, town.Another, WalledTown.Elsewhere, town.Gina);
        var (expired, revoked, disabled) = (
            await EndedAsync(server, "update core.person_session set idle_until = now() where person_id = $1"),
            await EndedAsync(server, "delete from core.person_session where person_id = $1"),
            await EndedAsync(server, "update core.person set enabled = false where id = $1"));
        var callers = new List<Caller>
        {
            new("nobody", null, null),
            new("planted", SecretToken.New().Text, null) { MostVariants = 4 },
            new("member", await OpenAsync(server, anna), null),
            new("member elsewhere", await OpenAsync(server, gina), null),
            new("member, administrator elsewhere", await OpenAsync(server, anna, At(Role.Administrator, town)), null),
            new("expired administrator", expired, null) { MostVariants = 4 },
            new("revoked administrator", revoked, null) { MostVariants = 4 },
            new("disabled administrator", disabled, null) { MostVariants = 4 },
            new("device", null, await DeviceAsync(server, "apparecchio-a", town.Community)),
            new("device elsewhere", null, await DeviceAsync(server, "apparecchio-b", town.Another)) { MostVariants = 4 },
        };
        foreach (var role in RoleWords.Staff)
        {
            // Of those who read the same, one asks everything.
            var most = role is Role.Administrator or Role.Operator ? int.MaxValue : 30;
            callers.Add(new($"{role} elsewhere".ToLowerInvariant(), await OpenAsync(server, At(role, town)), null) { MostVariants = most });
        }

        foreach (var scope in TokenScopes.All)
            callers.Add(new($"token {scope} elsewhere", null, await TokenAsync(server, At(Role.Administrator, town), scope)));
        // A program of the staff here that may read sums is told nothing of one member.
        var runs = new PersonRole(Role.Administrator, town.Community, WalledTown.Here, null);
        callers.Add(new("token sums:read", null, await TokenAsync(server, runs, TokenScope.Sums.Word())));
        // Who draws flows, and whoever comes after: a role that is neither staff nor member sees no person, here either.
        foreach (var role in Enum.GetValues<Role>().Except(RoleWords.Staff).Except([Role.Member]))
        {
            var here = new PersonRole(role, town.Community, WalledTown.Here, null);
            callers.Add(new($"{role}".ToLowerInvariant(), await OpenAsync(server, here), null));
        }

        // By delegations of the marked member that do not run, or are not one's own; and by one of another member that does.
        var delegates = new[]
        {
            ("ended", town.Bruno, -10, 10), ("over", town.Bruno, -10, -1), ("not begun", town.Bruno, 2, 10),
            ("of another", town.Anna, -10, 10),
        };
        foreach (var (name, member, from, to) in delegates)
        {
            var person = await Mandates.DelegateAsync(server, town.Community, WalledTown.Here);
            var mandate = await Mandates.GiveAsync(server, town.Community, member, person, from, to);
            if (name == "ended") Assert.Equal(1, await Mandates.EndAsync(server, mandate));
            callers.Add(new($"delegate {name}", (await server.SignedInAsync(person)).Token, null) { Acting = mandate });
        }

        var running = await Mandates.GiveAsync(
            server, town.Community, town.Bruno, await Mandates.DelegateAsync(server, town.Community, WalledTown.Here));
        callers.Add(new("member by another's delegation", await OpenAsync(server, anna), null) { Acting = running });
        callers.Add(new("operator elsewhere by another's delegation", await OpenAsync(server, At(Role.Operator, town)), null)
        {
            Acting = running,
        });
        return callers;
    }

    /// <summary>Those whom it concerns: the member himself, and who runs the community.</summary>
    public static async Task<IReadOnlyList<Caller>> EntitledAsync(PeopleServer server, WalledTown town)
    {
        var token = SecretToken.New();
        await server.App.Services.GetRequiredService<ISessionStore>().OpenAsync(town.Person, token, TestContext.Current.CancellationToken);
        return
        [
            new("the member himself", token.Text, null, true),
            new("administrator", await OpenAsync(server, new PersonRole(Role.Administrator, null, null, null)), null, true),
        ];
    }

    public HttpRequestMessage Request(string method, string path, string? body)
    {
        var request = new HttpRequestMessage(
            new(method),
            Acting is { } mandate ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}acting={mandate}" : path);
        request.Headers.Add("X-Cer-Request", "1");
        if (Session is not null) request.Headers.Add("Cookie", $"{PageClient.CookieName}={Session}");
        if (Bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Bearer);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    private static PersonRole At(Role role, WalledTown town) => new(role, town.Another, WalledTown.Elsewhere, null);

    private static async Task<string> OpenAsync(PeopleServer server, params PersonRole[] roles) =>
        (await server.SignedInAsync(roles)).Token!;

    private static async Task<string> EndedAsync(PeopleServer server, string how)
    {
        var (id, _) = await server.PersonAsync(new PersonRole(Role.Administrator, null, null, null));
        var token = (await server.SignedInAsync(id)).Token!;
        Assert.Equal(1, await server.RunAsync(how, id));
        return token;
    }

    private static async Task<string> TokenAsync(PeopleServer server, PersonRole role, string scope)
    {
        var (id, _) = await server.PersonAsync(role);
        var token = SecretToken.New();
        await server.RunAsync(
            """
            insert into core.api_token (token_sha256, person_id, community_id, name, scopes, made_by, expires_at)
            values ($1, $2, $3, 'prova', array[$4], 'test', now() + interval '1 day')
            """,
            token.Hash, id, role.Community!.Value.Value, scope);
        return $"cer_{token.Text}";
    }

    private static async Task<string> DeviceAsync(PeopleServer server, string name, CommunityId community)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var salt = RandomNumberGenerator.GetBytes(32);
        const int Rounds = 100_000;
        var hash = Rfc2898DeriveBytes.Pbkdf2(DevicePassword, salt, Rounds, HashAlgorithmName.SHA256, 32);
        await server.App.Services.GetRequiredService<IAccountStore>().SaveAsync(
            new() { Username = name, Community = community, Password = new(salt, hash, Rounds), Solution = "ChainTwoCloud-7" },
            cancellation);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var answer = await client.PostAsync(
            $"{TestServer.Gateway}/login", new ByteArrayContent(TestServer.Credentials(name, DevicePassword)), cancellation);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!["token"]!;
    }
}
