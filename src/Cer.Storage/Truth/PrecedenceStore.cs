using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Truth;

/// <summary>Which class of readings goes before which, in PostgreSQL.</summary>
public sealed class PrecedenceStore(NpgsqlDataSource db) : IPrecedenceStore
{
    private const string ListSql = """
        select id, pod_id, from_day, classes, reason, author, decided_at from core.precedence
        where community_id = $1 order by id
        """;

    private const string AddSql = """
        insert into core.precedence (community_id, id, pod_id, from_day, classes, reason, author, decided_at)
        select $1, coalesce((select max(id) from core.precedence where community_id = $1), 0) + 1, $2, $3, $4, $5, $6, $7
        where $2::int is null or exists (select from core.pod where community_id = $1 and id = $2)
        returning id
        """;

    private const string TouchSql = """
        insert into core.touched (community_id, day)
        select $1, day::date from (
          select greatest($2::date, min((starts_at at time zone 'Europe/Rome')::date)) as first_day,
            max((starts_at at time zone 'Europe/Rome')::date) as last_day
          from core.reading
          where community_id = $1 and ($3::int is null or pod_id = $3) and starts_at >= $4) as extent,
          generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') as day
        """;

    public async Task<IReadOnlyList<Precedence>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await ListAsync(connection, community.Value, cancellation);
    }

    public async Task<int?> AddAsync(
        CommunityId community,
        int? point,
        LocalDate from,
        IReadOnlyList<ReadingClass> classes,
        string reason,
        string author,
        Instant at,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var id = await connection.ScalarAsync<int?>(
            AddSql,
            cancellation,
            community.Value,
            point,
            from.ToColumn(),
            classes.Select(Words.Of).ToArray(),
            reason.Storable(),
            author.Storable(),
            at.ToUtc());
        if (id is null) return null;
        await connection.RunAsync(
            TouchSql, cancellation, community.Value, from.ToColumn(), point, Domain.MarketHour.StartOf(from).ToUtc());
        await transaction.CommitAsync(cancellation);
        return id;
    }

    internal static async Task<IReadOnlyList<Precedence>> ListAsync(
        NpgsqlConnection connection, int community, CancellationToken cancellation) => await connection.ListAsync(
            ListSql,
            row => new Precedence(
                row.GetInt32(0),
                row.ReadValue<int>(1),
                row.ReadDay(2),
                [.. row.GetFieldValue<string[]>(3).Select(Words.Class)],
                row.GetString(4),
                row.GetString(5),
                row.ReadInstant(6)),
            cancellation,
            community);
}
