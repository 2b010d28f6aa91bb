using Cer.Database.Tests;
using Cer.Host.Tests;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Cer.Host.Tests;

/// <summary>One migrated database for all tests of a run; each test settles in a community of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private TestDatabase? _database;

    public TestDatabase Database => _database!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateMigratedAsync();

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}
