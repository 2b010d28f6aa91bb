using Cer.Operations.People;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>The numbers of members, in PostgreSQL.</summary>
public sealed class MemberNumbers(NpgsqlDataSource db) : IMemberNumbers
{
    private const string ThereSql = "select exists (select from core.member where community_id = $1 and id = $2)";
    private const string FindSql = "select id from core.member where community_id = $1 and code = $2";

    public async Task<bool> IsThereAsync(CommunityId community, int member, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<bool>(ThereSql, cancellation, community.Value, member);
    }

    public async Task<int?> FindAsync(CommunityId community, string code, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<int?>(FindSql, cancellation, community.Value, code.Storable());
    }
}
