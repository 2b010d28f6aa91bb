using Cer.Operations.Ports;
using Cer.Operations.Submitting;
using Npgsql;

namespace Cer.Storage.Submitting;

/// <summary>Layouts of addressees in PostgreSQL, revision by revision.</summary>
public sealed class LayoutStore(NpgsqlDataSource db) : ILayoutStore
{
    private const string ListSql = """
        select name, revision, words, author, at from (
          select distinct on (kept.name) kept.name, kept.revision, kept.words, coalesce(person.name, kept.author) as author, kept.at
          from core.package_layout as kept
          left join core.person as person on kept.author = 'person:' || person.id
          where kept.community_id = $1
          order by kept.name, kept.revision desc) as latest
        where words is not null
        order by name
        """;

    private const string AddSql = """
        insert into core.package_layout (community_id, name, revision, words, author)
        select $1, $2, latest.revision + 1, $4, $5
        from (select coalesce(max(revision), 0) as revision, coalesce(max(revision) filter (where words is not null), 0) as told
              from core.package_layout where community_id = $1 and name = $2) as latest
        where latest.revision = $3 or ($3 = 0 and latest.told < latest.revision)
        returning revision
        """;

    public async Task<IReadOnlyList<KeptLayout>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new KeptLayout(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.ReadInstant(4)),
            cancellation,
            community.Value);
    }

    public async Task<int?> AddAsync(
        CommunityId community, string name, int seen, string? words, string who, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var made = await connection.ScalarAsync<int?>(
            AddSql, cancellation, community.Value, name.Storable(), seen, words?.Storable(), who.Storable());
        if (made is not null) await transaction.CommitAsync(cancellation);
        return made;
    }
}
