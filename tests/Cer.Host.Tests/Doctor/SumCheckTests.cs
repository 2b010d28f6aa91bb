using Cer.Database.Tests;
using Cer.Host.Doctor;

namespace Cer.Host.Tests.Doctor;

/// <summary>What the doctor says of the sums that dashboards read.</summary>
public sealed class SumCheckTests
{
    private const string Mend = "the server makes them: see that it runs; core.sum_due tells which days wait and for what error";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_how_many_wait_how_long_the_oldest_does_and_how_many_cannot_be_made()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        Task<Finding> AskAsync() => SumCheck.RunAsync(database.App, Cancellation);
        Assert.Equal(new Finding("the sums of dashboards follow what is stored: none waits"), await AskAsync());

        await RunAsync(database, """
            insert into core.community (code) values ('prova');
            insert into core.sum_due (community_id, kind, day, put_at)
            select id, 'hours', '2026-01-14', now() - interval '20 minutes 30 seconds' from core.community
            """);
        Assert.Equal(
            new Finding("sums of dashboards that wait: 1, the oldest for 20 minutes, of which cannot be made: 0"), await AskAsync());

        await RunAsync(database, """
            insert into core.sum_due (community_id, kind, day, put_at)
            select id, 'month', '2026-01-01', now() - interval '30 hours 30 minutes' from core.community
            """);
        Assert.Equal(
            new Finding(
                "Found sums of dashboards that wait: 2, the oldest for 30 hours, of which cannot be made: 0,"
                + " expected none for more than an hour", Mend),
            await AskAsync());

        await RunAsync(database, """
            delete from core.sum_due where kind = 'month';
            update core.sum_due set problem = '57014'
            """);
        var finding = await AskAsync();
        Assert.Contains("of which cannot be made: 1", finding.Found, StringComparison.Ordinal);
        Assert.Equal(Mend, finding.Mend);
    }

    private static async Task RunAsync(TestDatabase database, string sql)
    {
        await using var act = database.Admin.CreateCommand(sql);
        await act.ExecuteNonQueryAsync(Cancellation);
    }
}
