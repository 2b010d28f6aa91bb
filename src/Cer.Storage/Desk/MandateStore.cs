using Cer.Operations.Desk;
using Cer.Operations.Mail;
using Cer.Operations.Mine;
using Cer.Operations.People;
using Cer.Operations.People.News;
using Cer.Operations.Ports;
using Cer.Storage.Mine;
using Npgsql;

namespace Cer.Storage.Desk;

/// <summary>Delegations in PostgreSQL as their member is told of them, and ends them.</summary>
public sealed class MandateStore(NpgsqlDataSource db) : IMandateStore
{
    // An end counts from the day that it was told on, or is of a later day.
    private const string ReadersSql = """
        select person.id, person.name, person.email, person.language, declared.name, given.from_day, given.to_day,
          exists (select from core.delegation_access as access
            where access.community_id = given.community_id and access.delegation_id = given.id),
          case when gone.last_day > (gone.at at time zone 'Europe/Rome')::date then gone.last_day end
        from core.delegation as given
        join core.person_role as role on role.community_id = given.community_id and role.member_id = given.member_id
          and role.role = 'member'
        join core.person as person on person.id = role.person_id and person.enabled and person.email is not null
        join lateral (select name from core.definition
          where community_id = given.community_id order by version desc limit 1) as declared on true
        left join core.delegation_over as gone on gone.community_id = given.community_id and gone.delegation_id = given.id
        where given.community_id = $1 and given.id = $2 order by person.id
        """;

    private const string OfActSql = "select id from core.delegation where community_id = $1 and act_id = $2 order by id";

    private const string EndOwnSql = "select mine.end_delegation($1, $2, $3)";

    public async Task<IReadOnlyList<MandateReader>> ReadersAsync(
        CommunityId community, int delegation, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var found = await connection.ListAsync(
            ReadersSql,
            row => EmailAddress.TryParse(row.GetString(2), null, out var address)
                ? new MandateReader(
                    new NewsReader(row.GetInt32(0), row.GetString(1), address, row.GetString(3), community),
                    row.GetString(4),
                    new(row.ReadDay(5), row.ReadDay(6)),
                    row.GetBoolean(7),
                    row.IsDBNull(8) ? null : row.ReadDay(8))
                : null,
            cancellation,
            community.Value,
            delegation);
        return [.. found.OfType<MandateReader>()];
    }

    public async Task<IReadOnlyList<int>> OfActAsync(CommunityId community, int act, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(OfActSql, row => row.GetInt32(0), cancellation, community.Value, act);
    }

    public async Task<MandateOutcome> EndOwnAsync(
        SecretToken token, MineProfile profile, int delegation, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        // Whose it is the database decides from the token, as in the views of mine.*.
        await MineDoor.EnterAsync(session.Connection, token, null, profile.Member, cancellation);
        var told = await session.ScalarAsync<string>(
            EndOwnSql, cancellation, profile.Community.Value, profile.Member, delegation);
        await transaction.CommitAsync(cancellation);
        return told switch
        {
            "ended" => MandateOutcome.Ended,
            "gone" => MandateOutcome.Gone,
            _ => MandateOutcome.NoDelegation,
        };
    }
}
