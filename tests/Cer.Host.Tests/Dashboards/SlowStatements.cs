using Cer.Host.Tests.People;

namespace Cer.Host.Tests.Dashboards;

/// <summary>The statements that wait in a test's own database: seen to be under way, and ended.</summary>
internal static class SlowStatements
{
    /// <summary>What a server lets them take that a test ends itself.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private const string UnderWay = "from pg_stat_activity where datname = current_database() and state = 'active'"
        + " and query like '%rep.slow%' and pid <> pg_backend_pid()";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Waits until the database runs so many of them.</summary>
    public static async Task UntilAsync(PeopleServer server, Func<long, bool> fits)
    {
        for (var i = 0; i < 600; i++)
        {
            if (fits(await server.AskAsync<long>($"select count(*) {UnderWay}"))) return;
            await Task.Delay(100, Cancellation);
        }

        throw new InvalidOperationException("Found the slow statements otherwise for a minute, expected them to begin or end.");
    }

    /// <summary>Ends all of them, as the database does with those that take too long.</summary>
    public static Task EndAsync(PeopleServer server) => server.RunAsync($"select pg_cancel_backend(pid) {UnderWay}");
}
