using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Mail;

/// <summary>Addresses that do not exist, in PostgreSQL.</summary>
public sealed class AddressMarks(NpgsqlDataSource db, TimeProvider time) : IAddressMarks
{
    private const string ListSql = """
        select id, address, code, problem, at, letter_id from core.bad_address where community_id = $1 order by id desc limit 1000
        """;

    private const string ClearSql = """
        insert into core.address_mark (community_id, address, event, who, at)
        select community_id, address, 'cleared', $3, $4 from core.bad_address where community_id = $1 and id = $2
        """;

    public async Task<IReadOnlyList<MarkedAddress>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.ListAsync(
            ListSql,
            row => new MarkedAddress(
                row.GetInt64(0),
                EmailAddress.Parse(row.GetString(1), null),
                row.GetString(2),
                row.GetString(3),
                row.ReadInstant(4),
                row.GetInt64(5)),
            cancellation,
            community.Value);
    }

    public async Task<bool> ClearAsync(CommunityId community, long mark, string who, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.RunAsync(
            ClearSql, cancellation, community.Value, mark, who.Storable(), time.GetUtcNow().UtcDateTime) > 0;
    }
}
