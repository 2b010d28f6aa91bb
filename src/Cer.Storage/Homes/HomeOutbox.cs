using Cer.Operations.Homes;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Homes;

/// <summary>The outbox of statistics in PostgreSQL: rows come with the data, in their transaction.</summary>
public sealed class HomeOutbox(NpgsqlDataSource db) : IHomeOutbox
{
    /// <summary>For statements that add hours as <c>added</c> with their <c>day</c>: puts the first of these days down.</summary>
    internal const string PutSql = """
        put_home as (
          insert into core.home_outbox (community_id, day)
          select $1::int, min(day) from added where exists (select from core.home_sink) having count(*) > 0)
        """;

    private const string RebuildSql = "insert into core.home_outbox (community_id, day) values ($1, date '2000-01-01')";

    private const string WaitingSql = "select id, day from core.home_outbox where community_id = $1 order by id";

    private const string DoneSql = "delete from core.home_outbox where community_id = $1 and id = any ($2)";

    private const string FirstSql =
        "select (min(starts_at) at time zone 'Europe/Rome')::date from core.energy_hour where community_id = $1";

    private const string SumsSql = """
        select distinct on (series) series, day, sum from core.home_sum
        where community_id = $1 and day < $2 order by series, day desc
        """;

    private const string ForgetSql = "delete from core.home_sum where community_id = $1 and day between $2 and $3";

    private const string KeepSql = """
        insert into core.home_sum (community_id, series, day, sum)
        select $1, series, day, sum from unnest($2::text[], $3::date[], $4::numeric[]) as sent (series, day, sum)
        """;

    private readonly Sink _sink = new(db, "home", RebuildSql, keepsSums: true);

    public Task<bool> OpenAsync(string target, CancellationToken cancellation) => _sink.OpenAsync(target, cancellation);

    public Task CloseAsync(CancellationToken cancellation) => _sink.CloseAsync(cancellation);

    public Task RebuildAsync(CommunityId? community, CancellationToken cancellation) => _sink.RebuildAsync(community, cancellation);

    public async Task<(LocalDate First, IReadOnlyList<long> Rows)?> WaitingAsync(
        CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var rows = await connection.ListAsync(
            WaitingSql, row => (Id: row.GetInt64(0), Day: row.ReadDay(1)), cancellation, community.Value);
        return rows.Count == 0 ? null : (rows.Min(row => row.Day), [.. rows.Select(row => row.Id)]);
    }

    public async Task DoneAsync(CommunityId community, IReadOnlyList<long> rows, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(DoneSql, cancellation, community.Value, rows.ToArray());
    }

    public async Task<LocalDate?> FirstDayAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            FirstSql, row => row.IsDBNull(0) ? (LocalDate?)null : row.ReadDay(0), cancellation, community.Value);
        return found[0];
    }

    public async Task<IReadOnlyDictionary<string, (LocalDate Day, decimal Sum)>> SumsAsync(
        CommunityId community, LocalDate before, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var rows = await connection.ListAsync(
            SumsSql,
            row => (Series: row.GetString(0), Day: row.ReadDay(1), Sum: row.GetDecimal(2)),
            cancellation,
            community.Value,
            before.ToColumn());
        return rows.ToDictionary(row => row.Series, row => (row.Day, row.Sum), StringComparer.Ordinal);
    }

    public async Task KeepAsync(
        CommunityId community,
        LocalDate first,
        LocalDate last,
        IReadOnlyCollection<(string Series, LocalDate Day, decimal Sum)> sums,
        CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(ForgetSql, cancellation, community.Value, first.ToColumn(), last.ToColumn());
        await connection.RunAsync(
            KeepSql,
            cancellation,
            community.Value,
            sums.Select(one => one.Series).ToArray(),
            sums.Select(one => one.Day.ToColumn()).ToArray(),
            sums.Select(one => one.Sum).ToArray());
        await transaction.CommitAsync(cancellation);
    }

    public Task NoteAsync(string? problem, CancellationToken cancellation) => _sink.NoteAsync(problem, cancellation);

    public Task<SinkState?> StateAsync(CancellationToken cancellation) => _sink.StateAsync(cancellation);
}
