using Cer.Operations.Homes.Mapping;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Homes;

/// <summary>The decisions about mappings, among all that people decided of a community.</summary>
public sealed class MappingLog(NpgsqlDataSource db) : IMappingLog
{
    private const string Confirmed = "home mapping confirmed";
    private const string Undone = "home mapping undone";

    private const string NoteSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, $3, jsonb_build_object('meters', $4::int, 'fingerprint', $5::text))
        """;

    private const string LastSql = """
        select what, (detail ->> 'meters')::int, who, at from core.audit
        where community_id = $1 and what in ($2, $3) order by id desc limit 1
        """;

    public async Task NoteAsync(
        CommunityId community, MappingAct what, int meters, string fingerprint, string who, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(
            NoteSql, cancellation, community.Value, who.Storable(), what == MappingAct.Undone ? Undone : Confirmed, meters, fingerprint);
    }

    public async Task<MappingDecision?> LastAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return (await connection.ListAsync(
            LastSql,
            row => new MappingDecision(
                row.GetString(0) == Undone ? MappingAct.Undone : MappingAct.Confirmed,
                row.GetInt32(1),
                row.GetString(2),
                row.ReadInstant(3)),
            cancellation,
            community.Value,
            Confirmed,
            Undone)).FirstOrDefault();
    }
}
