using System.Security.Cryptography;
using Cer.Database.Tests;
using Cer.Operations.People;
using Cer.Operations.People.Links;
using Cer.Operations.People.Passkeys;
using Cer.Operations.People.Sessions;
using Cer.Operations.People.Tokens;
using Cer.Operations.Ports;
using Cer.Storage.Backup;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.People;

/// <summary>Whatever somebody does in whatever order: a door that was closed stays closed, and one that was not closed opens.</summary>
public sealed class DoorsStayClosedTests : IAsyncLifetime
{
    private const int Sequences = 40;
    private const int Steps = 14;

    private TestDatabase? _database;
    private PeopleServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PeopleServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _server = await PeopleServer.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task No_sequence_of_asking_entering_changing_removing_and_restoring_opens_what_was_closed()
    {
        var village = await Village.FoundAsync(Server);
        for (var seed = 0; seed < Sequences; seed++)
        {
            var house = new House(Server, _database!, village, new Random(seed));
            await house.BeginAsync();
            for (var step = 0; step < Steps; step++)
            {
                await house.DoAsync();
                var wrong = await house.WrongAsync();
                Assert.True(wrong.Count == 0, $"seed {seed}: {house.Said}: {string.Join(", ", wrong)}");
            }
        }
    }

    /// <summary>A way in that was made once: whether it must open, and whether it does.</summary>
    private sealed class Way(string name, Func<Task<bool>> opens)
    {
        public bool IsOpen { get; set; } = true;

        public override string ToString() => name;

        public async Task<bool> IsRightAsync() => await opens() == IsOpen;
    }

    private sealed class House(PeopleServer server, TestDatabase database, Village village, Random chance)
    {
        private readonly List<(char Kind, Way Way, object What)> _ways = [];
        private readonly List<string> _said = [];
        private int _person;
        private string _login = "";

        public string Said => string.Join(", ", _said);

        private ISessionStore Sessions => server.App.Services.GetRequiredService<ISessionStore>();

        private ITokenStore Tokens => server.App.Services.GetRequiredService<ITokenStore>();

        private IPasskeyStore Passkeys => server.App.Services.GetRequiredService<IPasskeyStore>();

        private ILinkStore Links => server.App.Services.GetRequiredService<ILinkStore>();

        public async Task BeginAsync()
        {
            (_person, _login) = await server.PersonAsync(village.AnnaOnly);
            await server.RunAsync("update core.person set email = $2 where id = $1", _person, $"{_login}@posta.example");
            Password(PeopleServer.Password);
        }

        /// <summary>The ways that open though they were closed, or the other way round.</summary>
        public async Task<List<string>> WrongAsync()
        {
            var wrong = new List<string>();
            foreach (var (_, way, _) in _ways)
                if (!await way.IsRightAsync()) wrong.Add($"{way} should be {(way.IsOpen ? "open" : "closed")}");
            return wrong;
        }

        public Task DoAsync() => chance.Next(14) switch
        {
            0 or 1 => AskAsync(),
            2 or 3 => EnterAsync(),
            4 => ChangeAsync(),
            5 => EndOthersAsync(),
            6 => MakeTokenAsync(),
            7 => EndTokenAsync(),
            8 => AddPasskeyAsync(),
            9 => RemovePasskeyAsync(),
            10 => ResetAsync(),
            11 => LinkHomeAsync(),
            12 => MoveAsync(),
            _ => chance.Next(2) == 0 ? RestoreAsync() : DisableAsync(),
        };

        private async Task AskAsync()
        {
            _said.Add("ask");
            if ((await Links.ReadersAsync(_login, Cancellation)).Count == 0) return;
            var token = SecretToken.New();
            // As if the pause were over.
            await server.RunAsync("update core.sign_in_link set made_at = made_at - interval '31 minutes' where person_id = $1", _person);
            Assert.NotNull(await Links.AddAsync(_person, token, new byte[32], false, Cancellation));
            Add('l', "link", token, async () => await Links.FindAsync(token, Cancellation) is not null);
        }

        private async Task EnterAsync()
        {
            _said.Add("enter");
            var links = Of('l');
            if (links.Count == 0) return;
            var (_, way, what) = links[chance.Next(links.Count)];
            var outcome = await server.App.Services.GetRequiredService<EnterByLink>().RunAsync(
                (SecretToken)what, null, Visitor.Unknown, Cancellation);
            Assert.Equal(way.IsOpen, outcome is SignInOutcome.Welcome);
            if (outcome is not SignInOutcome.Welcome welcome) return;
            Close("l");
            Session(welcome.Entered.Session);
        }

        private async Task ChangeAsync()
        {
            var endKeys = chance.Next(2) == 0;
            _said.Add($"change {endKeys}");
            if (!Of('p').Any(one => one.Way.IsOpen)) return;
            var next = Convert.ToHexString(RandomNumberGenerator.GetBytes(10));
            await server.People.SetPasswordAsync(_person, Hash(next), endKeys, "test", Cancellation);
            Close(endKeys ? "plskt" : "pls");
            Password(next);
        }

        private async Task EndOthersAsync()
        {
            _said.Add("end others");
            var token = SecretToken.New();
            if (!Of('p').Any(one => one.Way.IsOpen)) return;
            await Sessions.OpenAsync(_person, token, Cancellation);
            await Sessions.EndOthersAsync(_person, token, Cancellation);
            Close("s");
            Session(token);
        }

        private async Task MakeTokenAsync()
        {
            _said.Add("token");
            if (!Of('p').Any(one => one.Way.IsOpen)) return;
            var secret = SecretToken.New();
            if (await Tokens.AddAsync(
                new(_person, village.Id, "foglio", [TokenScope.Sums], 1), secret, "test", Cancellation) is not { } made) return;
            Add('t', "token", made.Id, async () => await Tokens.FindAsync(secret, Cancellation) is not null);
        }

        private async Task EndTokenAsync()
        {
            _said.Add("end token");
            if (Of('t') is not [.., var last]) return;
            await Tokens.EndAsync(_person, (long)last.What, "test", Cancellation);
            last.Way.IsOpen = false;
        }

        private async Task AddPasskeyAsync()
        {
            _said.Add("passkey");
            if (!Of('p').Any(one => one.Way.IsOpen)) return;
            var id = RandomNumberGenerator.GetBytes(16);
            if (await Passkeys.AddAsync(
                _person, new(id, [1], 0, [], false, false), "chiave", RandomNumberGenerator.GetBytes(32), "test", Cancellation)
                is not { } number) return;
            Add('k', "passkey", number, async () => await Passkeys.OwnerAsync(_person, Cancellation) is not null
                && (await Passkeys.StoredAsync(_person, Cancellation)).Any(one => one.CredentialId.AsSpan().SequenceEqual(id)));
        }

        private async Task RemovePasskeyAsync()
        {
            _said.Add("remove passkey");
            if (Of('k') is not [.., var last]) return;
            await Passkeys.RemoveAsync(_person, (long)last.What, "test", Cancellation);
            last.Way.IsOpen = false;
        }

        private async Task LinkHomeAsync()
        {
            _said.Add("home");
            if (!Of('p').Any(one => one.Way.IsOpen)) return;
            var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            await server.RunAsync(
                "insert into core.home_user (id, name, person_id, linked_at, linked_by) values ($1, 'tablet', $2, now(), 'test')", id,
                    _person);
            Add('h', "home", id, async () => await server.AskAsync<bool>(
                "select exists (select from core.home_user where id = $1 and person_id is not null)", id));
        }

        private async Task MoveAsync()
        {
            _said.Add("another address");
            var change = new PersonChange(_login, $"{Guid.NewGuid():N}@posta.example", [village.AnnaOnly]);
            Assert.Equal(ChangeOutcome.Done, await server.People.ChangeAsync(_person, change, "test", Cancellation));
            Close("l");
        }

        private async Task ResetAsync()
        {
            _said.Add("reset");
            var (token, next) = (SecretToken.New(), Convert.ToHexString(RandomNumberGenerator.GetBytes(10)));
            await server.People.InviteAsync(_person, token, "test", Cancellation);
            Assert.NotNull(await server.People.AcceptAsync(token, Hash(next), Cancellation));
            Close("plskt");
            Password(next);
            Add('i', "invite", token, async () => await server.People.FindInviteAsync(token, Cancellation) is not null);
            Close("i");
            await server.RunAsync("update core.person set email = $2 where id = $1", _person, $"{_login}@posta.example");
        }

        private async Task DisableAsync()
        {
            _said.Add("disable");
            Assert.Equal(ChangeOutcome.Done, await server.People.DisableAsync(_person, "test", Cancellation));
            Close("plsktih");
        }

        private async Task RestoreAsync()
        {
            _said.Add("restore");
            var token = SecretToken.New();
            if (Of('p').Any(one => one.Way.IsOpen))
            {
                await server.People.InviteAsync(_person, token, "test", Cancellation);
                Add('i', "invite", token, async () => await server.People.FindInviteAsync(token, Cancellation) is not null);
            }

            await new RestoreTarget(database.Owner).FinishAsync(keepPeople: false, Cancellation);
            Close("plsktih");
        }

        private void Password(string text) => Add('p', "password", text, async () =>
            await server.People.CredentialsAsync(_person, Cancellation) is { Enabled: true, Password: { } hash } && hash.Fits(text));

        private void Session(SecretToken token) =>
            Add('s', "session", token, async () => await Sessions.FindAsync(token, Cancellation) is not null);

        private void Add(char kind, string name, object what, Func<Task<bool>> opens) =>
            _ways.Add((kind, new($"{name} {_ways.Count}", opens), what));

        private List<(char Kind, Way Way, object What)> Of(char kind) => [.. _ways.Where(one => one.Kind == kind)];

        private void Close(string kinds)
        {
            foreach (var (kind, way, _) in _ways)
                if (kinds.Contains(kind)) way.IsOpen = false;
        }

        private static PasswordHash Hash(string password)
        {
            var salt = RandomNumberGenerator.GetBytes(32);
            const int Rounds = 100_000;
            return new(salt, Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, 32), Rounds);
        }
    }
}
