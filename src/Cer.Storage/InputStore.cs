using System.Data;
using Cer.Operations.Ports;
using Cer.Storage.Keeping;
using Cer.Storage.Truth;
using Npgsql;

namespace Cer.Storage;

/// <summary>The inputs of settlements in PostgreSQL: each snapshot a transaction of its own that only reads.</summary>
public sealed class InputStore(NpgsqlDataSource db) : IInputStore
{
    // Writers number what they bring under their lock, so the highest number that is seen has all lower ones below it.
    private const string CutSql = """
        select (select max(arrival) from core.arrival_day where community_id = $1), (select max(arrival) from core.price),
          (select coalesce(max(ordinal), 0) from core.regolamento_approval where community_id = $1),
          (select coalesce(max(id), 0) from core.precedence where community_id = $1)
        """;

    public async Task<IInputSnapshot> OpenAsync(CommunityId community, int? version, CancellationToken cancellation)
    {
        var connection = await db.StillSessionAsync(cancellation);
        try
        {
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var now = (await connection.ListAsync(
                CutSql,
                row => new InputCut(row.ReadValue<long>(0) ?? 0, row.ReadValue<long>(1) ?? 0, row.GetInt32(2), row.GetInt32(3)),
                cancellation,
                community.Value))[0];
            var (number, definition) = await new DefinitionReader(connection, community.Value).LoadVersionAsync(version, cancellation)
                ?? throw new InvalidOperationException("Found no definition of the community, expected one.");
            var catalog = await PointCatalog.LoadAsync(connection, community.Value, cancellation);
            var regolamento = await RegolamentoStore.ListAsync(connection, community, cancellation);
            var precedence = await PrecedenceStore.ListAsync(connection, community.Value, cancellation);
            var kept = await KeptFrom.ReadAsync(connection, cancellation);
            return new InputSnapshot(
                connection, community.Value, number, definition, regolamento, precedence, now, isPast: false, catalog, kept);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
