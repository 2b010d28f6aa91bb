using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Truth;

/// <summary>The EnergyCommunityID of communities, in PostgreSQL; append-only, the newest stands.</summary>
public sealed class IdentifierStore(NpgsqlDataSource db) : IIdentifierStore
{
    private const string FindSql = """
        select identifier, reason, author, decided_at from core.enea_identifier where community_id = $1 order by id desc limit 1
        """;

    private const string DeclareSql = """
        insert into core.enea_identifier (community_id, id, identifier, reason, author, decided_at)
        select $1, coalesce((select max(id) from core.enea_identifier where community_id = $1), 0) + 1, $2::text, $3, $4, $5
        """;

    private const string AuditSql = "insert into core.audit (community_id, who, what) values ($1, $2, $3)";

    public async Task<DeclaredIdentifier?> FindAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return (await connection.ListAsync(
            FindSql,
            row => new DeclaredIdentifier(row.ReadText(0), row.GetString(1), row.GetString(2), row.ReadInstant(3)),
            cancellation,
            community.Value)).FirstOrDefault();
    }

    public async Task DeclareAsync(
        CommunityId community, string? identifier, string reason, string author, Instant at, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        await using var command = connection.Command(
            DeclareSql, community.Value, identifier?.Storable(), reason.Storable(), author.Storable(), at.ToUtc());
        command.Parameters[1].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text;
        await command.ExecuteNonQueryAsync(cancellation);
        await connection.RunAsync(
            AuditSql,
            cancellation,
            community.Value,
            author.Storable(),
            identifier is null ? "identifier taken back" : "identifier declared");
        await transaction.CommitAsync(cancellation);
    }
}
