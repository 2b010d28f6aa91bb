using System.Text.Json;
using Cer.Operations.GseRequests;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.GseRequests;

/// <summary>Facts of requests in PostgreSQL, revision by revision.</summary>
public sealed class GseRequestStore(NpgsqlDataSource db) : IGseRequestStore
{
    private const string ListSql = """
        select distinct on (told.subject, told.code) told.subject, told.code, told.revision, told.facts::text,
          coalesce(person.name, told.author), told.at
        from core.gse_request as told
        left join core.person as person on told.author = 'person:' || person.id
        where told.community_id = $1
        order by told.subject, told.code, told.revision desc
        """;

    private const string AddSql = """
        insert into core.gse_request (community_id, subject, code, revision, member_id, facts, author)
        select $1, $2, $3, $4 + 1, case when $2 = 'member' then (
          select id from core.member where community_id = $1 and code = $3) end, $5::jsonb, $6
        where $4 = (select coalesce(max(revision), 0) from core.gse_request where community_id = $1 and subject = $2 and code = $3)
        returning revision
        """;

    public async Task<IReadOnlyList<GseRequestEntry>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new GseRequestEntry(
                GseRequestFields.Subject(row.GetString(0))!.Value,
                row.GetString(1),
                row.GetInt32(2),
                JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(3))!,
                row.GetString(4),
                row.ReadInstant(5)),
            cancellation,
            community.Value);
    }

    public async Task<int?> AddAsync(
        CommunityId community,
        GseRequestSubject subject,
        string code,
        int seen,
        IReadOnlyDictionary<string, string> facts,
        string who,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var made = await connection.ScalarAsync<int?>(
            AddSql,
            cancellation,
            community.Value,
            GseRequestFields.Word(subject),
            code.Storable(),
            seen,
            JsonSerializer.Serialize(facts.ToDictionary(fact => fact.Key, fact => fact.Value.Storable())),
            who.Storable());
        if (made is not null) await transaction.CommitAsync(cancellation);
        return made;
    }
}
