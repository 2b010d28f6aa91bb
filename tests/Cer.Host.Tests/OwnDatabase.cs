using Cer.Database.Tests;

namespace Cer.Host.Tests;

/// <summary>One migrated database for the tests of a class: what a whole server does there meets no test of another.</summary>
public sealed class OwnDatabase : IAsyncLifetime
{
    private TestDatabase? _database;

    public TestDatabase Database => _database!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateMigratedAsync();

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}
