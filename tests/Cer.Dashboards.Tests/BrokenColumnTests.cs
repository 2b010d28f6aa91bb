using Cer.Operations.Dashboards.Sql;
using NodaTime;
using Npgsql;

namespace Cer.Dashboards.Tests;

/// <summary>A dashboard that names a column which is not there does not get through.</summary>
public sealed class BrokenColumnTests(BoardTown town)
{
    [Theory]
    [InlineData("dashboards/cer-comune.json", "shared_kwh", "sharing_kwh")]
    [InlineData("dashboards/cer-liquidazione.json", "advised_eur", "told_eur")]
    [InlineData("dashboards/cer-pubblico.json", "rep.open_untold", "rep.open_untolds")]
    [InlineData("members/cer-membro.json", "mine.payout", "mine.payouts")]
    public async Task A_wrong_name_is_refused_by_the_database(string file, string name, string wrong)
    {
        var set = BoardFiles.With(file, BoardFiles.Text(file).Replace(name, wrong, StringComparison.Ordinal));
        // By itself the file is well made: only the database knows.
        Assert.Empty(set.Findings);
        var board = set.Boards.Single(board => board.Name == file);
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var broken = board.Panels.SelectMany(panel => panel.Queries).Where(query => Names(query.Sql, wrong)).ToArray();
        Assert.NotEmpty(broken);
        foreach (var query in broken)
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(
                () => town.Room.AskAsync(board, query.Sql, new SqlRange(now - Duration.FromDays(7), now)));
            Assert.Contains(refused.SqlState, new[] { PostgresErrorCodes.UndefinedColumn, PostgresErrorCodes.UndefinedTable });
        }
    }

    private static bool Names(SqlTemplate sql, string name) =>
        sql.Expand(new(default, default), _ => ["1"]).Text.Contains(name, StringComparison.Ordinal);
}
