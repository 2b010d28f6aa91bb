using Cer.Database.Tests;
using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Mail;
using Npgsql;

namespace Cer.Mail.Tests;

/// <summary>A migrated database of one test's own, with a community that sends letters.</summary>
internal sealed class MailDatabase : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private MailDatabase(TestDatabase database, CommunityId community) => (_database, Community) = (database, community);

    public CommunityId Community { get; }

    public const string Code = "esempio";

    public string AppAddress => _database.AppAddress;

    public string OwnerAddress => _database.OwnerAddress;

    public TestDatabase Inside => _database;

    public NpgsqlDataSource App => _database.App;

    public OutboxStore Outbox => new(App, TimeProvider.System);

    public LetterQueue Queue => new(App, TimeProvider.System);

    public LetterStore Letters => new(App, TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MailDatabase> CreateAsync()
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var stored = await new CommunityStore(database.App).SaveAsync(Code, Sample.Definition, "test", Cancellation);
        return new(database, stored.Community);
    }

    public static Letter Letter(string key, string to = "rosa@esempio.invalid", params Attachment[] attachments) =>
        new(
            LetterKind.Workflow,
            key,
            EmailAddress.Parse(to, null),
            $"Conto {key}",
            "<p>Perché no?</p>",
            "Perché no?\n.\nfine",
            attachments);

    public async Task<long> PutAsync(Letter letter) => (await Outbox.PutAsync(Community, letter, Cancellation)).Id;

    public async Task<LetterStanding> StandingAsync(string key) =>
        (await Outbox.StandingAsync(Community, [key], Cancellation))[key];

    public LetterChoices Choices => new(App, TimeProvider.System);

    public AddressMarks Marks => new(App, TimeProvider.System);

    /// <summary>An optional letter to a person.</summary>
    public static Letter Statement(string key, int reader, string to = "rosa@esempio.invalid") =>
        Letter(key, to) with { Kind = LetterKind.Statement, Reader = reader };

    /// <summary>A person who may sign in, with an address.</summary>
    public async Task<int> PersonAsync(string email = "rosa@esempio.invalid", string language = "it")
    {
        await using var command = _database.Admin.CreateCommand(
            """
            insert into core.person (login, name, email, language)
            values ('p' || (select count(*) from core.person), 'Rosa', $1, $2) returning id
            """);
        command.Parameters.Add(new() { Value = email });
        command.Parameters.Add(new() { Value = language });
        return (int)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    /// <summary>How many letters stand how.</summary>
    public async Task<Dictionary<LetterState, int>> StatesAsync() =>
        (await Letters.ListAsync(Community, null, 10_000, Cancellation))
        .GroupBy(letter => letter.Standing.State).ToDictionary(group => group.Key, group => group.Count());

    public SendLetters Sending(ICarrier carrier, SendingTimes? times = null) =>
        new(Queue, carrier, times ?? Times, TimeProvider.System);

    /// <summary>Waits short enough for a test, and a lease long enough for a slow machine.</summary>
    public static SendingTimes Times => new()
    {
        Lease = TimeSpan.FromMinutes(2),
        FirstWait = TimeSpan.FromMilliseconds(50),
        LongestWait = TimeSpan.FromMilliseconds(200),
    };

    public async Task RunAsync(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
