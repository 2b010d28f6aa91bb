using Cer.Operations.Homes;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Homes;

/// <summary>What notifications spoke of, in PostgreSQL.</summary>
public sealed class HomeNotices(NpgsqlDataSource db) : IHomeNotices
{
    private const string ToldSql = "select told from core.home_notice where community_id = $1 and key = $2";

    private const string KeepSql = """
        insert into core.home_notice (community_id, key, told) values ($1, $2, $3)
        on conflict (community_id, key) do update set told = excluded.told, told_at = now()
        """;

    private const string ForgetSql = "delete from core.home_notice where community_id = $1 and key = $2";

    public async Task<IReadOnlyList<string>?> ToldAsync(CommunityId community, string key, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<string[]>(ToldSql, cancellation, community.Value, key);
    }

    public async Task KeepAsync(
        CommunityId community, string key, IReadOnlyList<string>? told, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        if (told is null) await connection.RunAsync(ForgetSql, cancellation, community.Value, key);
        else await connection.RunAsync(KeepSql, cancellation, community.Value, key, told.ToArray());
    }
}
