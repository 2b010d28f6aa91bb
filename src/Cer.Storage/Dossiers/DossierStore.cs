using System.Text.Json;
using Cer.Operations.Dossiers;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Dossiers;

/// <summary>Facts of requests in PostgreSQL, revision by revision.</summary>
public sealed class DossierStore(NpgsqlDataSource db) : IDossierStore
{
    private const string ListSql = """
        select distinct on (told.subject, told.code) told.subject, told.code, told.revision, told.facts::text,
          coalesce(person.name, told.author), told.at
        from core.dossier as told
        left join core.person as person on told.author = 'person:' || person.id
        where told.community_id = $1
        order by told.subject, told.code, told.revision desc
        """;

    private const string AddSql = """
        insert into core.dossier (community_id, subject, code, revision, member_id, facts, author)
        select $1, $2, $3, $4 + 1, case when $2 = 'member' then (
          select id from core.member where community_id = $1 and code = $3) end, $5::jsonb, $6
        where $4 = (select coalesce(max(revision), 0) from core.dossier where community_id = $1 and subject = $2 and code = $3)
        returning revision
        """;

    public async Task<IReadOnlyList<DossierEntry>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new DossierEntry(
                DossierFields.Subject(row.GetString(0))!.Value,
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
        DossierSubject subject,
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
            DossierFields.Word(subject),
            code.Storable(),
            seen,
            JsonSerializer.Serialize(facts.ToDictionary(fact => fact.Key, fact => fact.Value.Storable())),
            who.Storable());
        if (made is not null) await transaction.CommitAsync(cancellation);
        return made;
    }
}
