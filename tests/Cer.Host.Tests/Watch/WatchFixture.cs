using Cer.Database.Tests;
using Cer.Host.Tests.Watch;

[assembly: AssemblyFixture(typeof(WatchFixture))]

namespace Cer.Host.Tests.Watch;

/// <summary>A database for the tests of the watch, made when the first of them asks. Nodes take what is due, whoever put it down.</summary>
public sealed class WatchFixture : IAsyncDisposable
{
    private readonly Lazy<Task<TestDatabase>> _made = new(TestDatabase.CreateMigratedAsync);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The database without workflows in it, for one test at a time.</summary>
    internal async Task<TestDatabase> EnterAsync()
    {
        var database = await _made.Value;
        await _one.WaitAsync(TestContext.Current.CancellationToken);
        await using var command = database.Admin.CreateCommand(
            "truncate wf.definition, wf.trigger, wf.instance, wf.value, wf.activity_execution, wf.journal, wf.bookmark, "
                + "wf.inbox, wf.outbox;"
            + " update core.alarm set resolved_at = now(), resolved_by = 'test' where resolved_at is null");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return database;
    }

    internal void Leave() => _one.Release();

    public async ValueTask DisposeAsync()
    {
        if (_made.IsValueCreated) await (await _made.Value).DisposeAsync();
        _one.Dispose();
    }
}
