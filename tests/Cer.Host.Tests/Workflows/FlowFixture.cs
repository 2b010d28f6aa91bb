using Cer.Database.Tests;
using Cer.Host.Tests.People;
using Cer.Host.Tests.Workflows;

[assembly: AssemblyFixture(typeof(FlowFixture))]

namespace Cer.Host.Tests.Workflows;

/// <summary>A database and a server for the tests of workflows, made when the first of them asks.</summary>
public sealed class FlowFixture : IAsyncDisposable
{
    private readonly Lazy<Task<(TestDatabase, PeopleServer)>> _made = new(MakeAsync);

    internal async Task<TestDatabase> DatabaseAsync() => (await _made.Value).Item1;

    internal async Task<PeopleServer> ServerAsync() => (await _made.Value).Item2;

    /// <summary>A person at work on the workflows of a new community.</summary>
    internal async Task<Designer> EnterAsync(Operations.People.Role role = Operations.People.Role.Operator)
    {
        var server = await ServerAsync();
        return await Designer.EnterAsync(server, await Village.FoundAsync(server), role);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_made.IsValueCreated) return;
        var (database, server) = await _made.Value;
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task<(TestDatabase, PeopleServer)> MakeAsync()
    {
        var database = await TestDatabase.CreateMigratedAsync();
        return (database, await PeopleServer.StartAsync(database));
    }
}
