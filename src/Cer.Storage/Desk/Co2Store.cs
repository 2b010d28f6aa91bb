using Cer.Operations.Desk;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Desk;

/// <summary>Factors of CO2 in PostgreSQL, revision by revision.</summary>
public sealed class Co2Store(NpgsqlDataSource db) : ICo2Store
{
    private const string ListSql = """
        select factor.revision, factor.from_day, factor.kg_per_kwh, factor.source, coalesce(person.name, factor.declared_by),
          factor.declared_at
        from core.co2_factor as factor
        left join core.person as person on factor.declared_by = 'person:' || person.id
        where factor.community_id = $1 order by factor.revision desc limit 1000
        """;

    private const string AddSql = """
        insert into core.co2_factor (community_id, revision, from_day, kg_per_kwh, source, declared_by)
        select $1, $2 + 1, $3, $4, $5, $6
        where $2 = (select coalesce(max(revision), 0) from core.co2_factor where community_id = $1)
        returning revision
        """;

    public async Task<IReadOnlyList<Co2Factor>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new Co2Factor(
                row.GetInt32(0), row.ReadDay(1), row.GetDecimal(2), row.GetString(3), row.GetString(4), row.ReadInstant(5)),
            cancellation,
            community.Value);
    }

    public async Task<int?> AddAsync(
        CommunityId community, int seen, LocalDate from, decimal kgPerKwh, string source, string who, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var made = await connection.ScalarAsync<int?>(
            AddSql, cancellation, community.Value, seen, from.ToColumn(), kgPerKwh, source.Storable(), who.Storable());
        if (made is not null) await transaction.CommitAsync(cancellation);
        return made;
    }
}
