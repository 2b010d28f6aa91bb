using Cer.Database.Tests;
using Cer.Host.Tests.People;

[assembly: AssemblyFixture(typeof(PeopleFixture))]

namespace Cer.Host.Tests.People;

/// <summary>A database and a server for the tests of people, who belong to no one community.</summary>
public sealed class PeopleFixture : IAsyncLifetime
{
    private TestDatabase? _database;
    private PeopleServer? _server;

    internal TestDatabase Database => _database!;

    /// <summary>Calls may say by X-Forwarded-For from where they come.</summary>
    internal PeopleServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _server = await PeopleServer.StartAsync(_database, null, "127.0.0.1");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
